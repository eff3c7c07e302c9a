//! The tree for screen readers, and for whoever drives the window by names.

use std::ops::Range;

use eframe::egui::accesskit::{self, Action, Role};
use eframe::egui::{Id, Rect, Response, Sense, Ui, UiBuilder};

use super::list::row_rect;
use super::rows::Rows;
use super::{TreeState, set_open};
use crate::change::structure::Target;
use crate::ui::wish::Desk;

/// Fills the accessibility tree with the rows in view, if somebody reads it. Returns the row that
/// a screen reader asked to click.
pub(super) fn announce(
    ui: &mut Ui,
    desk: &mut Desk,
    state: &mut TreeState,
    rows: &Rows,
    response: &Response,
    visible: Range<usize>,
) -> Option<Target> {
    let tree = response.id;
    ui.accesskit_node_builder(tree, |node| {
        node.set_role(Role::Tree);
        node.set_label("Onderdelen");
    })?;
    ui.allow_widget_id_changes_in(response.rect);
    let branch = ui.new_child(UiBuilder::new().max_rect(response.rect).accessibility_parent(tree));
    let mut asked = None;
    let mut active = None;
    for i in visible {
        let Some(hit) = rows.get(i).copied() else { continue };
        let Some(text) = rows.text(i, desk) else { continue };
        let id = tree.with(hit.target);
        let rect = row_rect(response.rect, i).intersect(ui.clip_rect());
        let is_selected =
            matches!(hit.target, Target::Onderdeel(id) if desk.view.selected == Some(id));
        branch.interact(rect, id, Sense::hover());
        branch.accesskit_node_builder(id, |node| {
            node.set_role(Role::TreeItem);
            node.set_bounds(bounds(rect));
            node.set_label(text.name());
            node.set_level(hit.depth + 1);
            node.set_selected(is_selected);
            node.add_action(Action::Click);
            if let Some(open) = hit.open {
                node.set_expanded(open);
                node.add_action(if open { Action::Collapse } else { Action::Expand });
            }
            if let Some(marks) = text.marks(desk.view.notation.unit) {
                node.set_description(marks);
            }
        });
        if state.cursor == Some(hit.target) {
            active = Some(id);
        }
        if requested(ui, id, Action::Click) {
            asked = Some(hit.target);
        }
        for (action, open) in [(Action::Expand, true), (Action::Collapse, false)] {
            if hit.open == Some(!open) && requested(ui, id, action) && !rows.is_searching() {
                set_open(desk, state, &hit, open);
            }
        }
    }
    if let Some(active) = active {
        ui.accesskit_node_builder(tree, |node| {
            node.set_active_descendant(active.accesskit_id());
        });
    }
    asked
}

fn requested(ui: &Ui, id: Id, action: Action) -> bool {
    ui.input(|input| input.has_accesskit_action_request(id, action))
}

fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}
