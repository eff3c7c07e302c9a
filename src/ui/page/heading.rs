//! The top of the page: title, roles, and the sections as tabs.

use std::sync::Arc;

use eframe::egui::scroll_area::ScrollBarVisibility;
use eframe::egui::{
    Align, Button, Color32, ComboBox, Galley, Key, Label, Layout, Modifiers, Rect, Response,
    RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use super::costs::within;
use crate::calc;
use crate::model::{Begroting, Id, Level, Moment, Rolsoort};
use crate::ui::command::Command;
use crate::ui::fonts;
use crate::ui::overleg;
use crate::ui::parts::Part;
use crate::ui::roles::{self, RolesState};
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Wish};

/// Code and name, with the programme and the roles behind them, and the way to change those.
pub(super) fn title(ui: &mut Ui, desk: &mut Desk<'_>, roles: &mut RolesState, onderdeel: Id) {
    let tokens = Tokens::of(ui);
    let begroting = desk.document.begroting();
    let Some(of) = begroting.onderdelen.get(onderdeel) else {
        return;
    };
    ui.horizontal(|ui| {
        let name = format!("{} {}", of.code, of.name);
        let name = RichText::new(name.trim()).font(fonts::bold_of(size::TITLE)).color(tokens.title);
        let is_taakveld = of.level == Level::Taakveld;
        let stap = if is_taakveld { size::STAP_ROOM } else { 0.0 };
        let view = if desk.view.tab == Tab::Kosten { size::WEERGAVE_ROOM } else { 0.0 };
        // Where a title would have no room, the moment is chosen in the menu Beeld only.
        let least = size::LINK_ROOM + size::TITLE_LEAST + view + stap;
        let with_moments = ui.available_width() >= least + size::MOMENT_ROOM;
        let moment = if with_moments { size::MOMENT_ROOM } else { 0.0 };
        let choices = view + stap + moment;
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - size::LINK_ROOM - choices).max(0.0));
            ui.add(Label::new(name).truncate());
        });
        let room = ui.available_width() - size::LINK_ROOM - choices;
        if room >= size::ABOUT_LEAST {
            let about = RichText::new(about(begroting, onderdeel)).color(tokens.text_weak);
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(about).truncate());
            });
        }
        roles::link(ui, desk, roles, onderdeel);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if with_moments {
                moments(ui, desk);
            }
            if desk.view.tab == Tab::Kosten {
                weergave(ui, desk, onderdeel);
            }
            if is_taakveld {
                overleg::choose_stap(ui, desk, of);
            }
        });
    });
}

/// "Begroting | Jaarverslag": the document that the page shows, from right to left.
fn moments(ui: &mut Ui, desk: &mut Desk<'_>) {
    for moment in Moment::ALL.iter().rev() {
        let command = Command::Moment(*moment);
        let label = match moment {
            Moment::Begroting => "Begroting",
            Moment::Jaarverslag => "Jaarverslag",
        };
        let button = Button::selectable(desk.view.moment == *moment, label);
        if ui.add(button).on_hover_text(command.tooltip()).clicked() {
            desk.run(command);
        }
    }
}

/// The choice of the columns that the table shows, for every onderdeel of this level.
fn weergave(ui: &mut Ui, desk: &mut Desk<'_>, onderdeel: Id) {
    let begroting = desk.document.begroting();
    let Some(shown) = desk.view.weergave(begroting, onderdeel) else {
        return;
    };
    let combo = ComboBox::from_id_salt("weergave")
        .selected_text(shown.name.as_str())
        .width(size::WEERGAVE_ROOM - 2.0 * size::GAP)
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        for weergave in calc::weergaven(begroting) {
            let is_shown = weergave.id == shown.id;
            if ui.selectable_label(is_shown, weergave.name.as_str()).clicked() {
                desk.view.choose(begroting, onderdeel, weergave.id);
            }
        }
        ui.separator();
        let columns = Command::Columns;
        if ui.button(columns.name()).on_hover_text(columns.tooltip()).clicked() {
            desk.wishes.push(Wish::Do(columns));
            ui.close();
        }
    });
    let name = format!("Weergave: {}", shown.name);
    response
        .response
        .on_hover_text("Welke kolommen de tabel laat zien")
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}

/// "Programma 6 Sociaal domein · budgethouder Jeugd · adviseur Financiën".
fn about(begroting: &Begroting, onderdeel: Id) -> String {
    let mut parts = Vec::new();
    let programma = begroting
        .path(onderdeel)
        .skip(1)
        .filter_map(|id| begroting.onderdelen.get(id))
        .find(|above| above.level == Level::Programma);
    if let Some(programma) = programma {
        parts.push(format!("Programma {} {}", programma.code, programma.name));
    }
    for soort in Rolsoort::ALL {
        let names: Vec<&str> = begroting
            .rollen
            .of(onderdeel)
            .filter(|rol| rol.soort == *soort)
            .map(|rol| rol.name.as_str())
            .collect();
        let word = match (soort, names.len()) {
            (_, 0) => continue,
            // Many roles are named after what they are: "budgethouder Jeugd".
            (soort, _) if names.iter().all(|name| name.starts_with(soort.word())) => "",
            (Rolsoort::Budgethouder, 2..) => "budgethouders",
            (soort, _) => soort.word(),
        };
        parts.push(format!("{word} {}", names.join(", ")).trim().to_owned());
    }
    parts.join(" · ")
}

/// The sections on one line; Ctrl+PgUp and Ctrl+PgDn go to the one before and after. Where they do
/// not fit they have short names, and where those do not either, the line scrolls.
pub(super) fn tabs(ui: &mut Ui, desk: &mut Desk<'_>, tabs: &[Tab], measures: usize) -> Part {
    let by_keys = by_keys(ui, tabs, desk.view.tab);
    if let Some(tab) = by_keys {
        desk.view.tab = tab;
    }
    let (begroting, moment, selected) =
        (desk.document.begroting(), desk.view.moment, desk.view.tab);
    let of = desk.view.selected.and_then(|id| begroting.onderdelen.get(id));
    let Some((onderdeel, level)) = of.map(|of| (of.id, of.level)) else {
        return Part { rect: ui.available_rect_before_wrap(), home: None };
    };
    let lay = |ui: &Ui, title: fn(Tab, Moment, Level) -> &'static str| -> Vec<TabView> {
        let lay = |tab: &Tab| {
            let badge = (*tab == Tab::Anders && measures > 0).then_some(measures);
            let is_empty = tab.is_empty(begroting, onderdeel, measures, moment);
            let name = tab.title(moment, level);
            let shown = title(*tab, moment, level);
            TabView::new(ui, *tab, (name, shown), badge, is_empty, *tab == selected)
        };
        tabs.iter().map(lay).collect()
    };
    let width = |tabs: &[TabView]| tabs.iter().map(TabView::width).sum::<f32>();
    let mut tabs = lay(ui, Tab::title);
    if width(&tabs) > ui.available_width() {
        tabs = lay(ui, Tab::short_title);
    }
    let mut home = None;
    let room = ui.available_rect_before_wrap();
    let overflows = width(&tabs) > room.width();
    let rest = if overflows { size::CONTROL } else { 0.0 };
    let names: Vec<(Tab, &'static str)> =
        tabs.iter().map(|tab| (tab.tab, tab.tab.title(moment, level))).collect();
    let rect = ScrollArea::horizontal()
        .max_width(room.width() - rest)
        .id_salt("tabs")
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for tab in tabs {
                    let response = tab.show(ui);
                    if tab.selected {
                        home = Some(response.id);
                    }
                    if response.clicked() {
                        desk.view.tab = tab.tab;
                    }
                    if response.gained_focus() || by_keys == Some(tab.tab) {
                        response.scroll_to_me(None);
                    }
                }
            })
            .response
            .rect
        })
        .inner;
    if overflows {
        let place = Rect::from_min_max(
            pos2(room.right() - rest, rect.top()),
            pos2(room.right(), rect.bottom()),
        );
        within(ui, "tabbladen", place, |ui| {
            let menu = ui.menu_button("»", |ui| {
                for (tab, name) in names {
                    if ui.selectable_label(tab == selected, name).clicked() {
                        desk.view.tab = tab;
                        ui.close();
                    }
                }
            });
            menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Alle tabbladen"));
        });
    }
    let stroke = Stroke::new(size::LINE, Tokens::of(ui).line.strong);
    ui.painter().hline(ui.max_rect().x_range(), rect.bottom() - size::LINE / 2.0, stroke);
    ui.add_space(size::GAP);
    Part { rect, home }
}

fn by_keys(ui: &Ui, tabs: &[Tab], now: Tab) -> Option<Tab> {
    let (before, after) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::COMMAND, Key::PageUp),
            input.consume_key(Modifiers::COMMAND, Key::PageDown),
        )
    });
    let at = tabs.iter().position(|tab| *tab == now)?;
    let count = tabs.len();
    match (before, after) {
        (true, _) => tabs.get((at + count - 1) % count).copied(),
        (_, true) => tabs.get((at + 1) % count).copied(),
        _ => None,
    }
}

/// Of a tab that nobody wrote anything on.
const EMPTY: &str = "Nog leeg";

/// One tab, laid out.
struct TabView {
    tab: Tab,
    /// The whole title.
    name: &'static str,
    title: Arc<Galley>,
    /// How many measures there are, beside the title.
    badge: Option<(usize, Arc<Galley>)>,
    /// Nothing is written here yet.
    is_empty: bool,
    selected: bool,
}

impl TabView {
    fn new(
        ui: &Ui,
        tab: Tab,
        (name, shown): (&'static str, &'static str),
        badge: Option<usize>,
        is_empty: bool,
        selected: bool,
    ) -> TabView {
        let tokens = Tokens::of(ui);
        let bold = || fonts::bold_of(size::BODY);
        let lay = |text: String, font, colour| ui.painter().layout_no_wrap(text, font, colour);
        let font = if selected { bold() } else { TextStyle::Body.resolve(ui.style()) };
        TabView {
            tab,
            name,
            title: lay(shown.to_owned(), font, Color32::PLACEHOLDER),
            is_empty,
            badge: badge.map(|count| (count, lay(count.to_string(), bold(), tokens.warning))),
            selected,
        }
    }

    fn width(&self) -> f32 {
        let beside = self.badge.as_ref().map_or(0.0, |(_, text)| text.size().x + size::GAP / 2.0);
        let mark = if self.is_empty { size::TAB_MARK } else { 0.0 };
        self.title.size().x + beside + mark + 2.0 * size::CELL_PADDING
    }

    fn show(&self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let (rect, response) =
            ui.allocate_exact_size(vec2(self.width(), size::BAR), Sense::click());
        response.widget_info(|| {
            let label = match self.badge {
                Some((count, _)) => format!("{} {count}", self.name),
                None => self.name.to_owned(),
            };
            WidgetInfo::selected(Role::Tab, true, self.selected, label)
        });
        if response.has_focus() {
            let inside = rect.shrink2(vec2(0.0, size::CURSOR_LINE * 2.0));
            let stroke = Stroke::new(size::CURSOR_LINE, tokens.line.cursor);
            ui.painter().rect(
                inside,
                size::CONTROL_RADIUS,
                tokens.surface.hover,
                stroke,
                StrokeKind::Inside,
            );
        }
        let lit = self.selected || response.hovered() || response.has_focus();
        let colour = if lit { tokens.accent } else { tokens.text_weak };
        let left = rect.left() + size::CELL_PADDING;
        let top = rect.center().y - self.title.size().y / 2.0;
        ui.painter().galley((left, top).into(), Arc::clone(&self.title), colour);
        if let Some((_, badge)) = &self.badge {
            let next = left + self.title.size().x + size::GAP / 2.0;
            ui.painter().galley((next, top).into(), Arc::clone(badge), tokens.warning);
        }
        if self.is_empty {
            let centre = pos2(left + self.title.size().x + size::TAB_MARK / 2.0, rect.center().y);
            let line = Stroke::new(size::LINE, tokens.text_weak);
            ui.painter().circle_stroke(centre, size::TAB_MARK / 4.0, line);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(EMPTY));
        }
        if self.selected {
            let line = Stroke::new(size::CURSOR_LINE, tokens.accent);
            ui.painter().hline(rect.x_range(), rect.bottom() - size::CURSOR_LINE / 2.0, line);
        }
        if self.is_empty { response.on_hover_text(EMPTY) } else { response }
    }
}
