//! What commands are called, and what they say of themselves.

use super::{Cells, Command, Plan, Verklaren, Versie, Wijziging};
use crate::display::{Signs, Unit};
use crate::model::{Behandelstap, Moment};
use crate::ui::chart::ChartKind;

impl Command {
    /// The words in a menu and in the palette.
    pub const fn name(self) -> &'static str {
        match self {
            Command::New => "Nieuwe begroting…",
            Command::Open => "Openen…",
            Command::Save => "Opslaan",
            Command::SaveAs => "Opslaan als…",
            Command::Versie(Versie::Seal) => "Versie verzegelen…",
            Command::Versie(Versie::SendOut) => "Uitzetten…",
            Command::Versie(Versie::Copy) => "Kopie om te verzenden…",
            Command::Versie(Versie::List) => "Versies…",
            Command::Versie(Versie::Compare) => "Vergelijken…",
            Command::Versie(Versie::Merge) => "Samenvoegen…",
            Command::CloseFile => "Begroting sluiten",
            Command::Quit => "Afsluiten",
            Command::Undo => "Ongedaan maken",
            Command::Redo => "Opnieuw",
            Command::Cells(Cells::Cut) => "Knippen",
            Command::Cells(Cells::Copy) => "Kopiëren",
            Command::Cells(Cells::Paste) => "Plakken",
            Command::Cells(Cells::Clear) => "Leegmaken",
            Command::Cells(Cells::FillDown) => "Omlaag vullen",
            Command::Cells(Cells::FillRight) => "Rechts vullen",
            Command::Find => "Zoeken in de begroting",
            Command::AddRegel => "Regel toevoegen…",
            Command::AddOnderdeel => "Onderdeel toevoegen…",
            Command::AddMeasure => "Maatregel toevoegen",
            Command::Rename => "Naam of gegevens wijzigen…",
            Command::Wijziging(Wijziging::Add) => "Nieuwe begrotingswijziging",
            Command::Wijziging(Wijziging::AddLine) => "Wijzigingsregel toevoegen…",
            Command::Wijziging(Wijziging::Adopt) => "Wijziging vaststellen",
            Command::Wijziging(Wijziging::TakeBack) => "Vaststelling terugnemen",
            Command::Plan(Plan::Begin) => "Plan beginnen…",
            Command::Plan(Plan::AddPakket) => "Pakket toevoegen…",
            Command::Plan(Plan::AddOptie) => "Optie toevoegen…",
            Command::Verklaring(Verklaren::Add) => "Oorzaak toevoegen",
            Command::Verklaring(Verklaren::Rest) => "Rest als oorzaak",
            Command::Verklaring(Verklaren::Split) => "Oorzaak splitsen…",
            Command::Verklaring(Verklaren::LastYear) => "Oorzaken van vorig jaar",
            Command::Verklaring(Verklaren::Cluster) => "Samenhang beginnen…",
            Command::Verklaring(Verklaren::Lasting) => "Structurele verschillen naar volgend jaar",
            Command::Verklaring(Verklaren::CarryForward) => "Overhevelingen naar volgend jaar",
            Command::BeginBerap => "Berap beginnen",
            Command::ProposeBerap => "Wijziging voorstellen uit berap",
            Command::Move => "Verplaatsen naar…",
            Command::MoveUp => "Naar boven",
            Command::MoveDown => "Naar beneden",
            Command::Remove => "Verwijderen…",
            Command::Raise => "Selectie verhogen met %…",
            Command::Spread => "Bedrag verdelen over selectie…",
            Command::AddKolom => "Kolom toevoegen…",
            Command::Carry => "Budget overhevelen…",
            Command::CloseYear => "Jaar afsluiten…",
            Command::BeginYear => "Volgend jaar beginnen…",
            Command::Gegevens => "Gegevens van de begroting…",
            Command::Unit(Unit::Euro) => "Bedragen × € 1",
            Command::Unit(Unit::Thousand) => "Bedragen × € 1.000",
            Command::Unit(Unit::Million) => "Bedragen × € 1 mln",
            Command::Signs(Signs::LastenNegative) => "Lasten negatief tonen",
            Command::Signs(Signs::BothPositive) => "Baten en lasten positief tonen",
            Command::Moment(Moment::Begroting) => "Pagina als begroting",
            Command::Moment(Moment::Jaarverslag) => "Pagina als jaarverslag",
            Command::PerTaakveld => "Hele begroting per taakveld…",
            Command::Columns => "Kolommen kiezen…",
            Command::Present => "Presenteren",
            Command::AddSlide => "Aan presentatie toevoegen",
            Command::Slides => "Dia’s…",
            Command::ExportSlides => "Dia’s opslaan als PNG…",
            Command::Questions => "Vragen en toezeggingen…",
            Command::Waarom => "Waarom dit bedrag?",
            Command::Controle => "Controle van de hele begroting",
            Command::NextFinding => "Volgende bevinding",
            Command::PreviousFinding => "Vorige bevinding",
            Command::Opmerking => "Vraag of opmerking plaatsen…",
            Command::Opmerkingen => "Vragen en opmerkingen",
            Command::Stap(Behandelstap::InBewerking) => "Taakveld in bewerking",
            Command::Stap(Behandelstap::Aangeleverd) => "Taakveld aangeleverd",
            Command::Stap(Behandelstap::Beoordeeld) => "Taakveld beoordeeld",
            Command::Stap(Behandelstap::Akkoord) => "Taakveld akkoord",
            Command::NextPart => "Volgend deel van het venster",
            Command::PreviousPart => "Vorig deel van het venster",
            Command::Chart(ChartKind::Onderdelen) => "Grafiek per onderdeel",
            Command::Chart(ChartKind::Geld) => "Grafiek: waar gaat het geld heen",
            Command::Chart(ChartKind::Jaren) => "Grafiek: verloop over de jaren",
            Command::ChartMode => "Grafiek met baten en lasten",
            Command::CopyChart => "Grafiek kopiëren",
            Command::ExportChart => "Grafiek bewaren als PNG…",
            Command::ZoomIn => "Inzoomen",
            Command::ZoomOut => "Uitzoomen",
            Command::ZoomReset => "Normale grootte",
            Command::Theme => "Donker thema",
            Command::Palette => "Zoeken of opdracht…",
            Command::Help => "Handleiding",
        }
    }

    /// One sentence for who hesitates.
    pub const fn tooltip(self) -> &'static str {
        match self {
            Command::New => "Begin met gemeente, jaar, programma en taakvelden",
            Command::Open => "Open een begroting (.ron) van schijf",
            Command::Save => "Bewaar de begroting; de vorige versie blijft als .bak",
            Command::SaveAs => "Bewaar de begroting onder een andere naam",
            Command::Versie(Versie::Seal) => {
                "Bewaar de begroting zoals zij nu is onder een naam, in een bestand dat niet meer verandert"
            }
            Command::Versie(Versie::SendOut) => {
                "Verzegel wat naar anderen gaat, zodat wat terugkomt zegt waarop het bouwt"
            }
            Command::Versie(Versie::Copy) => "Schrijf een kopie van de uitgezette begroting",
            Command::Versie(Versie::Compare) => {
                "Zet een ander bestand, een scenario of een eerdere stand naast de begroting"
            }
            Command::Versie(Versie::Merge) => {
                "Voeg bestanden samen die terugkwamen; bij een conflict kiest u wat geldt"
            }
            Command::Versie(Versie::List) => {
                "De verzegelde versies van deze begroting: bekijken, of ernaar terug"
            }
            Command::CloseFile => "Terug naar het beginscherm",
            Command::Quit => "Sluit het programma; vraagt eerst als er iets niet is opgeslagen",
            Command::Undo => "Neem de laatste wijziging terug",
            Command::Redo => "Doe de teruggenomen wijziging weer",
            Command::Cells(Cells::Cut) => {
                "Zet de geselecteerde cellen op het klembord en maak ze leeg"
            }
            Command::Cells(Cells::Copy) => "Zet de geselecteerde cellen op het klembord",
            Command::Cells(Cells::Paste) => "Plak wat op het klembord staat vanaf deze cel",
            Command::Cells(Cells::Clear) => "Maak de geselecteerde cellen leeg",
            Command::Cells(Cells::FillDown) => "Neem de bovenste rij van de selectie over",
            Command::Cells(Cells::FillRight) => "Neem de linkerkolom van de selectie over",
            Command::Find => "Zoek een onderdeel, regel of maatregel",
            Command::AddRegel => "Voeg een regel toe aan dit onderdeel",
            Command::AddOnderdeel => "Voeg een onderdeel toe onder dit onderdeel",
            Command::BeginBerap => {
                "Voeg realisatie, verplichtingen en de volgende berap toe; de raming begint als de begroting"
            }
            Command::ProposeBerap => {
                "Maak een begrotingswijziging van wat de berap hier afwijkt van de begroting"
            }
            Command::AddMeasure => "Voeg een maatregel toe aan dit onderdeel",
            Command::Rename => {
                "Geef een onderdeel een andere code of naam, of een regel een andere soort, aard of categorie"
            }
            Command::Wijziging(Wijziging::Add) => {
                "Begin een begrotingswijziging; zij telt pas mee als zij is vastgesteld"
            }
            Command::Wijziging(Wijziging::AddLine) => {
                "Voeg een regel van de begroting, of een tegenpost elders, toe aan de wijziging"
            }
            Command::Wijziging(Wijziging::Adopt) => {
                "Stel de gekozen wijziging vast: haar bedragen tellen vanaf dan mee"
            }
            Command::Wijziging(Wijziging::TakeBack) => {
                "Zet de gekozen wijziging terug naar voorbereiding: haar bedragen tellen niet meer mee"
            }
            Command::Plan(Plan::Begin) => {
                "Begin een plan dat een tekort van dit onderdeel terugbrengt tot sluitend"
            }
            Command::Plan(Plan::AddPakket) => "Voeg een pakket maatregelen toe aan het plan",
            Command::Plan(Plan::AddOptie) => {
                "Voeg een manier toe om de gekozen maatregel uit te voeren; één telt er"
            }
            Command::Verklaring(Verklaren::Add) => {
                "Voeg een oorzaak toe aan het verschil van het onderdeel van de cursor"
            }
            Command::Verklaring(Verklaren::Rest) => {
                "Maak van wat nog niet verklaard is één oorzaak; geef haar daarna haar naam"
            }
            Command::Verklaring(Verklaren::Split) => "Maak van de oorzaak van de cursor er twee",
            Command::Verklaring(Verklaren::LastYear) => {
                "Neem de oorzaken van dezelfde vergelijking een jaar eerder over, zonder bedragen"
            }
            Command::Verklaring(Verklaren::Lasting) => {
                "Maak een begrotingswijziging van volgend jaar van de oorzaken die structureel zijn"
            }
            Command::Verklaring(Verklaren::CarryForward) => {
                "Maak een begrotingswijziging van volgend jaar van de oorzaken met een budgetoverheveling"
            }
            Command::Verklaring(Verklaren::Cluster) => {
                "Licht oorzaken van meer onderdelen samen toe, te beginnen met die van de cursor"
            }
            Command::Move => "Hang de regel of het onderdeel onder een ander onderdeel",
            Command::MoveUp => "Zet de regel, het onderdeel of de maatregel een plaats hoger",
            Command::MoveDown => "Zet de regel, het onderdeel of de maatregel een plaats lager",
            Command::Remove => "Verwijder; vraagt eerst als er bedragen mee verdwijnen",
            Command::Raise => "Verhoog elk bedrag van de selectie met een percentage",
            Command::Spread => "Verdeel een bedrag naar verhouding over de selectie",
            Command::AddKolom => "Voeg een jaar of een stand toe, zoals de rekening",
            Command::Carry => {
                "Neem niet besteed budget van de gekozen regel mee naar het volgende jaar"
            }
            Command::CloseYear => "Zet alle kolommen tot en met het jaar van de rekening op slot",
            Command::BeginYear => {
                "Begin de begroting van het volgende jaar met de raming en wat structureel is"
            }
            Command::Gegevens => {
                "Gemeente, titel en versie, of dit de hele begroting is, en de drempel voor toelichten"
            }
            Command::Unit(_) => "De eenheid waarin alle bedragen staan",
            Command::Signs(_) => "Het teken waarmee lasten op het scherm staan",
            Command::Moment(Moment::Begroting) => "Titels en teksten van de begroting",
            Command::Moment(Moment::Jaarverslag) => {
                "Titels en teksten van het jaarverslag: wat is er bereikt?"
            }
            Command::PerTaakveld => {
                "De landelijke indeling, ook als programma’s dwars door taakvelden lopen"
            }
            Command::Columns => {
                "Kies kolommen en maten, en bewaar ze onder een naam in de begroting"
            }
            Command::Present => "Toon de dia’s aan de raad, over het hele venster",
            Command::AddSlide => {
                "Maak een dia van deze pagina, of van de gekozen maatregel, achter de andere"
            }
            Command::Slides => "Voeg dia’s toe, verander ze of zet ze in een andere volgorde",
            Command::ExportSlides => "Bewaar elke dia als plaatje, met eenheid en versie erop",
            Command::Questions => "Wat de raad vroeg of werd toegezegd, en wat nog open staat",
            Command::Waarom => {
                "Wat dit bedrag optelt, waar het vandaan komt en wie het wijzigde; ook met Alt en een klik"
            }
            Command::Controle => "Alles wat nog niet klopt of aandacht vraagt, met de weg erheen",
            Command::NextFinding | Command::PreviousFinding => {
                "Ga naar de plaats van de volgende of vorige bevinding van de controle"
            }
            Command::Opmerking => {
                "Vraag of meld iets bij de cel, de regel of het onderdeel; een ander antwoordt"
            }
            Command::Opmerkingen => {
                "Wat nog openstaat in de hele begroting, en hoe ver de taakvelden zijn"
            }
            Command::Stap(_) => {
                "Hoe ver het taakveld van deze pagina is; uw rol en de dag staan erbij"
            }
            Command::NextPart | Command::PreviousPart => {
                "Breng het toetsenbord van boom naar tabbladen, tabel, grafiek en menu"
            }
            Command::Chart(ChartKind::Onderdelen) => {
                "Een balk per onderdeel, met de standen van het jaar onder elkaar"
            }
            Command::Chart(ChartKind::Geld) => "De lasten van elk onderdeel, de grootste eerst",
            Command::Chart(ChartKind::Jaren) => "Dit onderdeel in elk jaar van de weergave",
            Command::ChartMode => "Wissel tussen het saldo en baten naast lasten",
            Command::CopyChart => "Zet de grafiek als plaatje op het klembord",
            Command::ExportChart => "Bewaar de grafiek als plaatje",
            Command::ZoomIn | Command::ZoomOut | Command::ZoomReset => "Alles groter of kleiner",
            Command::Theme => "Wissel tussen licht en donker",
            Command::Palette => "Alle opdrachten en onderdelen, op naam",
            Command::Help => "Uitleg bij het programma",
        }
    }
}
