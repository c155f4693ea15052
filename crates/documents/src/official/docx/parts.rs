//! The parts of the file that are the same for every document, and the styles.

use crate::drawing::{About, Align, Role};
use crate::flow::LEADING;

use super::super::class::Class;
use super::super::xml::Xml;
use super::{cut, table_size};

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#;

pub(super) const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

pub(super) const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"#;

pub(super) const DOCUMENT_OPEN: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#;

pub(super) const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Sáng Kiến</Application></Properties>"#;

pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#;

pub(super) const FONTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#;

/// The number of the page, in the middle above the text.
pub(super) const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;

/// What the file says about itself.
pub(super) fn core(about: &About) -> String {
    let date = about.date;
    let mut xml = Xml::part();
    xml.raw(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>",
    )
    .text(&about.title)
    .raw("</dc:title><dc:creator>")
    .text(&about.issuer)
    .raw("</dc:creator><dc:language>vi-VN</dc:language>")
    .raw(&format!(
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{:04}-{:02}-{:02}T00:00:00Z</dcterms:created></cp:coreProperties>",
        date.year, date.month, date.day
    ));
    xml.done()
}

/// One style for each class of paragraph, and those of tables and page numbers.
pub(super) fn styles() -> String {
    let mut xml = Xml::part();
    xml.raw(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
    );
    for class in Class::ALL {
        style(&mut xml, class);
    }
    let size = table_size();
    for (identity, name, align) in [
        ("TableText", "Ô trong bảng", "left"),
        ("TableCentred", "Ô ở giữa trong bảng", "center"),
    ] {
        xml.raw(&plain(identity, name, align, &size, "40"));
    }
    xml.raw(&plain("PageNumber", "Số trang", "center", "26", "0"));
    xml.raw("</w:styles>");
    xml.done()
}

fn plain(identity: &str, name: &str, align: &str, size: &str, space: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{identity}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"{space}\" w:after=\"{space}\"/><w:jc w:val=\"{align}\"/></w:pPr>\
         <w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
    )
}

fn style(xml: &mut Xml, class: Class) {
    let format = class.format();
    let (bold, italic) = cut(format.style);
    let keep = if format.with_next {
        "<w:keepNext/>"
    } else {
        ""
    };
    let indent = match format.indent {
        0 => String::new(),
        indent => format!("<w:ind w:firstLine=\"{indent}\"/>"),
    };
    let align = match format.align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Justified => "both",
    };
    let outline = match class.role(String::new()) {
        Role::Heading { level, .. } => format!("<w:outlineLvl w:val=\"{}\"/>", level - 1),
        _ => String::new(),
    };
    // A line of the typeface is 1.15 times its size high.
    let line = format!("{:.0}", LEADING / 1.15 * 240.0);
    let bold = if bold { "<w:b/>" } else { "" };
    let italic = if italic { "<w:i/>" } else { "" };
    xml.raw(&format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{class:?}\"><w:name w:val=\"{}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{keep}<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{line}\" \
         w:lineRule=\"auto\"/>{indent}<w:jc w:val=\"{align}\"/>{outline}</w:pPr><w:rPr>{bold}{italic}<w:sz w:val=\"{}\"/>\
         <w:szCs w:val=\"{}\"/></w:rPr></w:style>",
        class.name(),
        format.before,
        format.after,
        format.size,
        format.size,
    ));
}
