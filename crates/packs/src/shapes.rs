//! The forms of the files of a pack.

use crate::shape::Shape::{
    Act, Any, Choice, Code, Day, Decimal, Either, Flag, Integer, List, Named, OneOf, Table, Text,
    Words,
};
use crate::shape::{Key, Shape, may, needed};

const CERTAINTY: Shape = OneOf(&["official", "secondary", "unverified"]);
const UNIT: Shape = OneOf(&[
    "working-hour",
    "working-day",
    "day",
    "calendar-month",
    "calendar-year",
]);
const WEEKDAY: Shape = OneOf(&[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]);

/// `pack.toml`.
pub(crate) const PACK: &[Key] = &[
    needed("code", Code),
    needed("edition", Words),
    needed("title", Words),
    needed("source", Words),
    may("valid_from", Day),
    needed(
        "scope",
        Table(&[
            needed("kind", OneOf(&["nation", "province", "unit"])),
            may("code", Words),
            may("province", Words),
        ]),
    ),
];

/// `acts.toml`.
pub(crate) const ACTS: &[Key] = &[may(
    "act",
    List(&Table(&[
        needed("code", Code),
        needed("cited_as", Words),
        needed("number", Text),
        needed(
            "kind",
            OneOf(&[
                "code",
                "law",
                "resolution",
                "decree",
                "circular",
                "decision",
                "plan",
                "guidance",
                "other",
            ]),
        ),
        needed("title", Words),
        may("issuer", Text),
        may("issued_on", Day),
        may("in_force_from", Day),
        may("ended_on", Day),
        // Known acts are asked for once all of them are read.
        may("replaced_by", List(&Code)),
        may("amended_by", List(&Code)),
        needed("certainty", CERTAINTY),
        may("note", Text),
        may("source", Text),
    ])),
)];

const VALUE: Shape = Choice(&[
    Table(&[needed("money", Integer)]),
    Table(&[needed("number", Decimal)]),
    Table(&[needed("ratio", List(&Integer))]),
    Table(&[needed("limit", Integer), needed("unit", UNIT)]),
    Table(&[needed("text", Words)]),
]);

/// `rules.toml`.
pub(crate) const RULES: &[Key] = &[may(
    "rule",
    List(&Table(&[
        needed("key", Code),
        needed("name", Words),
        needed("value", VALUE),
        may("unit", Text),
        may("from", Day),
        may("until", Day),
        // Known acts are asked for once all of them are read.
        needed("act", Code),
        may("article", Text),
        needed("certainty", CERTAINTY),
        may("note", Text),
    ])),
)];

const CITATION: Shape = Table(&[
    needed("act", Act),
    may("article", Text),
    needed("certainty", CERTAINTY),
]);
const SOURCE: Shape = Either(
    &Table(&[needed("text", Words), needed("certainty", CERTAINTY)]),
    &CITATION,
);

/// `calendars/<year>.toml`.
pub(crate) const YEAR: &[Key] = &[
    needed("year", Integer),
    needed("edition", Integer),
    needed("confirmed", Flag),
    may("unit", Words),
    needed("source", SOURCE),
    needed(
        "entry",
        List(&Table(&[
            needed("name", Words),
            needed(
                "kind",
                OneOf(&[
                    "holiday",
                    "compensatory-rest",
                    "swapped-rest",
                    "swapped-work",
                ]),
            ),
            needed("days", List(&Day)),
            may("source", SOURCE),
        ])),
    ),
];

const SESSIONS: Shape = List(&Table(&[needed("from", Words), needed("until", Words)]));

/// `calendars/week.toml`.
pub(crate) const WEEK: &[Key] = &[needed(
    "week",
    List(&Table(&[
        may("unit", Words),
        needed("rest", List(&WEEKDAY)),
        needed("sessions", SESSIONS),
        may(
            "part",
            List(&Table(&[
                needed("day", WEEKDAY),
                needed("sessions", SESSIONS),
            ])),
        ),
        needed("source", SOURCE),
        needed("sessions_source", SOURCE),
    ])),
)];

/// `calendars/holidays.toml`.
pub(crate) const HOLIDAYS: &[Key] = &[
    needed("compensation", SOURCE),
    needed(
        "holiday",
        List(&Table(&[
            needed("name", Words),
            needed(
                "on",
                Table(&[
                    needed("calendar", OneOf(&["solar", "lunar"])),
                    needed("month", Integer),
                    needed("day", Integer),
                ]),
            ),
            needed("days", Integer),
            may("before", Integer),
            may("decided_yearly", Flag),
            may("compensated", Flag),
            may("from_year", Integer),
            may("until_year", Integer),
            needed("source", SOURCE),
        ])),
    ),
];

/// `calendars/counting.toml`.
pub(crate) const COUNTING: &[Key] = &[
    needed("hours", CITATION),
    needed("event_day", CITATION),
    needed("days", CITATION),
    needed("months", CITATION),
    needed("years", CITATION),
    needed("rest_day", CITATION),
    needed("end_of_day", CITATION),
];

/// `forms/*.toml`.
pub(crate) const FORM: &[Key] = &[
    needed("code", Words),
    needed(
        "section",
        List(&Table(&[
            needed("key", Words),
            needed("title", Words),
            may("lead", Text),
            may("kind", OneOf(&["fields", "authors", "evidence"])),
            may(
                "field",
                List(&Table(&[
                    needed("key", Words),
                    needed("label", Words),
                    may("hint", Text),
                    needed(
                        "kind",
                        OneOf(&[
                            "text",
                            "long-text",
                            "date",
                            "field-catalogue",
                            "choice",
                            "consent",
                        ]),
                    ),
                    may("options", List(&Any)),
                    may("required", Flag),
                    may("min_chars", Integer),
                    may("max_chars", Integer),
                    may("confidential", Flag),
                ])),
            ),
        ])),
    ),
];

const ROUNDING: Shape = Table(&[
    needed("unit", Decimal),
    may("mode", OneOf(&["half-up", "half-even", "down", "up"])),
]);

/// `rubrics/*.toml`.
pub(crate) const RUBRIC: &[Key] = &[
    needed("code", Words),
    needed("title", Words),
    may("scale", Decimal),
    may("pass_total", Decimal),
    may("supplement_from", Decimal),
    may("class_fall", OneOf(&["next", "ask"])),
    may("unscored", Flag),
    may("note", Text),
    needed("citation", CITATION),
    may(
        "panel",
        Table(&[
            may("method", OneOf(&["mean", "weighted", "sum"])),
            may("weights", Named(&Integer)),
            may(
                "trim",
                Table(&[needed("from", Integer), needed("drop", Integer)]),
            ),
            may("rounding", ROUNDING),
            may("least_sheets", Integer),
            may("gap_limit", Decimal),
            may("gap_call", OneOf(&["second-meeting", "third-marker"])),
            may("further_counts", OneOf(&["alike", "nearest", "alone"])),
        ]),
    ),
    may(
        "public_vote",
        Table(&[
            needed("label", Words),
            needed("max", Decimal),
            may("rounding", ROUNDING),
        ]),
    ),
    may(
        "group",
        List(&Table(&[
            needed("key", Words),
            needed("label", Words),
            needed("max", Decimal),
            may("min", Decimal),
        ])),
    ),
    needed("criterion", List(&CRITERION)),
    may(
        "class",
        List(&Table(&[
            needed("label", Words),
            needed("total", Decimal),
            may("minima", Named(&Decimal)),
        ])),
    ),
];

const CRITERION: Shape = Table(&[
    needed("key", Words),
    needed("label", Words),
    may("group", Words),
    needed("max", Decimal),
    may("min", Decimal),
    may("knock_out", Flag),
    needed("step", Decimal),
    may("factor", Decimal),
    may(
        "bands",
        List(&Table(&[
            needed("from", Decimal),
            needed("to", Decimal),
            needed("label", Words),
        ])),
    ),
    may("single_choice", Flag),
    may("guidance", Text),
    may("evidence", List(&Words)),
    may("citation", CITATION),
]);
