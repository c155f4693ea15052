//! Tests.
#[test]
fn the_plan_loads() {
    crate::plan().unwrap();
}
