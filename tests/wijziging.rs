//! Begrotingswijzigingen in the whole window: journey B of the adviser, and a new one by keyboard.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use window::Window;

#[test]
fn dump() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("Wijzigingen");
    window.picture("wijzigingen-6.72");
    for node in window.harness.query_all_by_role(Role::Cell) {
        println!("{:?}", node.accesskit_node().label());
    }
    for node in window.harness.query_all_by_role(Role::Button) {
        println!("B {:?}", node.accesskit_node().label());
    }
    window.click("Programma 6");
    let _ = Key::A;
}
