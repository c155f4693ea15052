//! Sample texts written for this project: short accounts of improvements at made-up workplaces.
//! Places, people and figures are invented.

/// The texts, each on a subject of its own.
pub const TEXTS: [&str; 16] = [
    "Phiếu theo dõi đọc hiểu lớp ba\nĐầu năm học, nhiều em đọc trôi chảy nhưng không kể lại được mình vừa đọc gì. \
     Tổ khối lập cho mỗi em một tấm phiếu, thứ sáu hằng tuần các em tự tô số câu trả lời đúng thành cột màu. \
     Giáo viên nhìn cột màu mà chọn bài đọc vừa sức cho từng nhóm nhỏ. Sau mười hai tuần, số em kể lại được ý chính \
     tăng từ chín lên hai mươi sáu, phụ huynh cũng thích vì xem là hiểu ngay.",
    "Sắp kho thuốc theo hạn dùng\nTrạm y tế có hai tủ thuốc, thuốc nhập trước thường bị đẩy vào trong và quên mất. \
     Chúng tôi dán thẻ đỏ, vàng, xanh ở mép ngăn để báo còn ba tháng, sáu tháng hay lâu hơn. Người trực chỉ được lấy \
     từ ngăn có thẻ gần hết hạn nhất. Sổ kiểm kê rút lại còn một trang. Lượng thuốc phải hủy trong hai quý giảm từ \
     bốn mươi hộp xuống còn ba hộp.",
    "Hẹn giờ trả hồ sơ đất đai\nNgười dân đến bộ phận một cửa thường phải chờ vì không biết giờ nào vắng. Cán bộ ghi \
     số lượt khách theo từng nửa giờ trong một tháng rồi treo bảng giờ vắng ngay cửa. Giấy hẹn in thêm khung giờ đề nghị \
     trả kết quả. Sau sáu tuần, thời gian chờ trung bình còn mười một phút, số người bỏ về giữa chừng gần như không còn.",
    "Tưới nhỏ giọt bằng chai cũ\nVườn trường nằm trên đồi, mùa khô mỗi ngày phải gánh nước hai lần. Các em đục lỗ kim ở \
     nắp chai nhựa, úp ngược vào gốc cây và châm nước ba ngày một lượt. Cây cà chua giữ được ẩm, cỏ mọc ít hơn hẳn. Lượng \
     nước dùng giảm gần hai phần ba mà số quả thu được lại nhiều hơn vụ trước. Cách làm này không tốn tiền và em nào cũng làm được.",
    "Thùng nhắc tắt máy cuối ngày\nCơ quan có bảy phòng, buổi tối hay quên tắt điều hòa. Bảo vệ đặt trước mỗi phòng một \
     thẻ hai mặt; ai về sau cùng thì lật sang mặt xanh khi đã tắt hết. Đi tuần chỉ cần nhìn thẻ, không phải mở từng cửa. \
     Hóa đơn điện ba tháng liền thấp hơn cùng kỳ, và chuyện ai quên được nhắc nhẹ nhàng ở buổi giao ban thứ hai.",
    "Dạy phân số bằng bánh giấy\nHọc sinh thường cộng tử với tử, mẫu với mẫu. Thầy cắt những chiếc bánh tròn bằng bìa, \
     mỗi chiếc chia phần khác nhau, để các em ghép cho đầy một bánh trước khi viết phép tính. Em nào ghép sai sẽ thấy \
     ngay bánh hở hoặc chồng lên nhau. Bài kiểm tra cuối chương chỉ còn bốn em nhầm, so với mười bảy em ở năm trước.",
    "Sổ bàn giao ca trực điện tử\nĐội vận hành trạm bơm ghi ca bằng giấy nên có lần van bị bỏ sót. Nhóm lập một bảng tính \
     dùng chung, mỗi van một dòng, người nhận ca phải chọn trạng thái thì mới ký được. Ô chưa chọn hiện màu cam. Từ khi \
     dùng bảng, chưa có lần nào nước tràn bể, thời gian bàn giao cũng ngắn đi một nửa.",
    "Góc kể chuyện của bà\nThư viện xã ít người tới vào ngày thường. Chị thủ thư mời các bà cao tuổi đến kể chuyện làng vào \
     chiều thứ tư, trẻ em ngồi nghe rồi vẽ lại nhân vật mình thích. Tranh được kẹp vào cuốn sách có chuyện tương tự. Số lượt \
     mượn sách thiếu nhi tăng gấp ba sau một mùa hè, nhiều chuyện cổ của vùng được chép lại.",
    "Khay chia dụng cụ tiêm chủng\nMỗi buổi tiêm, nhân viên phải mở nhiều gói và dễ lấy nhầm cỡ kim. Chúng tôi uốn một khay \
     nhôm có sáu ngăn theo đúng trình tự thao tác, mép khay khắc ký hiệu lứa tuổi. Dụng cụ được xếp sẵn từ hôm trước và phủ \
     khăn vô khuẩn. Thời gian cho một trẻ giảm còn bốn phút, chưa xảy ra lần lấy nhầm nào.",
    "Bản đồ điểm ngập của phường\nMưa lớn là nước dồn về vài con hẻm mà tổ dân phố mỗi nơi báo một kiểu. Phường phát cho mỗi \
     tổ một thước sơn vạch, đo mực nước lúc cao nhất và gửi kèm ảnh. Số liệu được chấm lên bản đồ treo tường. Nhờ thấy rõ chỗ \
     nào lặp lại, đội thoát nước nạo vét đúng ba đoạn cống, mùa mưa sau hẻm chỉ ngập chưa đầy gang tay.",
    "Đồ chơi từ vỏ hộp sữa\nLớp mẫu giáo thiếu đồ chơi xếp hình. Phụ huynh rửa sạch vỏ hộp sữa, cô dán giấy màu và nhồi giấy \
     vụn cho chắc. Trẻ tự xếp nhà, xếp cầu và đếm số khối đã dùng. Sau một học kỳ cả lớp có hơn bốn trăm khối, trẻ biết gọi tên \
     các hình và rủ nhau dọn sau giờ chơi mà không cần nhắc.",
    "Rút ngắn thử độ sụt bê tông\nTổ thí nghiệm phải chờ xe trộn đến rồi mới chuẩn bị côn thử nên mẻ đầu hay trễ. Chúng tôi làm \
     một xe đẩy nhỏ, trên đó côn, thước và tấm kê luôn sạch và được gắn cố định. Xe trộn vào cổng là đẩy ra ngay. Mỗi mẻ nhanh hơn \
     sáu phút, kết quả giữa hai người đo chênh nhau không quá nửa phân.",
    "Nhật ký cá lồng bè\nHộ nuôi cá thường cho ăn theo thói quen, hôm trời lạnh thức ăn thừa chìm xuống đáy. Trạm khuyến nông phát \
     cuốn nhật ký có cột nhiệt độ nước và hình vẽ nắm thức ăn tương ứng. Người nuôi đánh dấu bằng bút chì nên ai cũng dùng được. Hệ \
     số thức ăn giảm rõ, nước quanh bè trong hơn và ít cá nổi đầu.",
    "Tập huấn chữa cháy bằng mô hình\nNhân viên chợ ngại tập vì sợ bẩn quầy hàng. Ban quản lý dựng mô hình một dãy quầy bằng gỗ dán, \
     dùng khói lạnh và đèn nhấp nháy thay cho lửa. Mỗi tiểu thương lần lượt tìm bình chữa cháy gần nhất trong ba mươi giây. Sau bốn \
     buổi, ai cũng chỉ được lối thoát của mình và hai bình đặt sai chỗ đã được dời lại.",
    "Mẫu trả lời đơn thư dễ hiểu\nVăn bản trả lời đơn trước đây dài và nhiều chữ khó, người gửi lại hỏi lần nữa. Tổ tiếp công dân viết \
     lại năm mẫu theo thứ tự: điều ông bà hỏi, điều chúng tôi tìm thấy, việc sẽ làm và ngày xong. Câu nào quá hai dòng thì tách ra. \
     Trong quý đầu áp dụng, số đơn gửi lại cùng nội dung giảm quá nửa.",
    "Luyện nghe bằng tiếng chợ\nHọc sinh vùng cao ít dịp nghe tiếng Anh ngoài giờ học. Cô giáo thu tiếng rao, tiếng mặc cả ở chợ phiên \
     rồi cùng các em chuyển thành đoạn hội thoại tiếng Anh và đóng vai người bán. Các em nhớ từ nhanh vì cảnh rất quen. Điểm nghe trung \
     bình của lớp tăng hơn một điểm rưỡi, có em còn dạy lại cho mẹ mấy câu chào khách.",
];

/// Headings of a form that many accounts share.
pub const FORM: [&str; 5] = [
    "Đơn yêu cầu công nhận sáng kiến kính gửi hội đồng sáng kiến cơ sở",
    "Mô tả bản chất của sáng kiến và các bước thực hiện giải pháp",
    "Các điều kiện cần thiết để áp dụng sáng kiến vào thực tế của đơn vị",
    "Đánh giá lợi ích thu được hoặc dự kiến có thể thu được do áp dụng sáng kiến theo ý kiến của tác giả",
    "Tôi xin cam đoan mọi thông tin nêu trong đơn là trung thực, đúng sự thật và hoàn toàn chịu trách nhiệm",
];

/// A rule as laws state it, with its citation; made up like everything here.
pub const RULE: &str = "Theo khoản 2 Điều 7 Thông tư số 99/2099/TT-MAU, “hội đồng xem xét giải pháp khi đơn vị đã áp dụng \
    thử ít nhất sáu tháng và có số liệu so sánh trước và sau khi áp dụng được thủ trưởng đơn vị xác nhận”.";

/// Accounts filled into the form: the headings in order, a part of a text under each.
pub fn filled_forms() -> Vec<String> {
    TEXTS
        .iter()
        .map(|text| {
            let mut words = text.split_whitespace();
            let mut out = String::new();
            for heading in FORM {
                out.push_str(heading);
                out.push('\n');
                let part: Vec<&str> = words.by_ref().take(20).collect();
                out.push_str(&part.join(" "));
                out.push('\n');
            }
            out
        })
        .collect()
}

#[cfg(test)]
mod tests;
