//! Tests.
#[test]
fn the_plan_loads() {
    crate::plan().unwrap();
}

#[test]
fn the_story_loads() {
    let plan = crate::plan().unwrap();
    crate::story(&plan).unwrap();
}
