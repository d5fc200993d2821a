"""For every rule of apv lint a small text that breaks it and one that keeps it; the tests run both."""

from __future__ import annotations

from dataclasses import dataclass

Lines = tuple[str, ...]


@dataclass(frozen=True)
class LintCase:
    """`bad` breaks the rule at `words`; `good` is close to it and keeps the rule."""

    rule: str
    bad: Lines
    words: str
    good: Lines
    better: str = ""


def article(*text: str, number: str = "2:1", heading: str = "Gedrag") -> Lines:
    """A by-law of a title and one article."""
    return ("Verordening openbare orde Dorpstad 2026", f"## Artikel {number} {heading}", *text)


def decision(*text: str, title: str = "Verordening tot wijziging van de APV Dorpstad (hinder)") -> Lines:
    """An amending decision with one amending article."""
    return (
        f"# {title}", "De raad van de gemeente Dorpstad;", "gelet op artikel 149 van de Gemeentewet;", "besluit:",
        "## Artikel I", "De APV Dorpstad wordt als volgt gewijzigd:", *text,
    )  # fmt: skip


NEW = (
    "A",
    "Na artikel 2:1 wordt een artikel ingevoegd, luidende:",
    "## Artikel 2:1a Volgen",
    "Het is verboden op een openbare plaats iemand te volgen.",
)
COMMENCES = ("## Artikel II", "Deze verordening treedt in werking op 1 januari 2027.")
STREET = "Het is verboden op een openbare plaats een ander "
PENAL = ("## Artikel 6:1 Strafbepaling", "Overtreding van artikel {} wordt gestraft met {}.")
CAP = "hechtenis van ten hoogste drie maanden of geldboete van de tweede categorie"


def norm(rule: str, bad: str, words: str, good: str, better: str = "") -> LintCase:
    """A case about the text of one article."""
    return LintCase(rule, article(bad), words, article(good), better)


def instruction(rule: str, bad: str, words: str, good: str, better: str = "") -> LintCase:
    """A case about the text of an amending article."""
    return LintCase(rule, (*decision(bad), *COMMENCES), words, (*decision(good), *COMMENCES), better)


def penal(numbers: str, penalty: str = CAP) -> Lines:
    return (PENAL[0], PENAL[1].format(numbers, penalty))


WORDING = [
    norm("lange-zin",
         "Het is verboden " + "op een weg of plein of pad of brug " * 8 + "te slapen.", "Het is verboden",
         "Het is verboden op een weg te slapen. Het is verboden op een plein te slapen."),
    norm("moeten-dienen", "De houder dient het terrein schoon te houden.", "dient",
         "De houder dient de aanvraag in; het hek dient tot afscheiding."),
    norm("moeten-dienen", "De houder moet het terrein sluiten.", "moet", "De houder sluit het terrein."),
    norm("vaag-woord", "Het college stelt zo nodig eisen.", "zo nodig", "Het college stelt eisen aan het geluid."),
    norm("een-begrip-een-woord",
         "Het is verboden te slapen op de openbare weg of in de openbare ruimte.", "openbare weg",
         "Het is verboden te slapen op de openbare weg."),
    norm("genderneutraal", "Hij die de orde verstoort, verlaat de plaats.", "Hij die",
         "Degene die de orde verstoort, verlaat zijn plaats.", "degene die"),
    norm("genderneutraal", "De houder toont zijn/haar vergunning.", "zijn/haar", "De houder toont de vergunning."),
    norm("afkorting", "De BOA kan de plaats aanwijzen.", "BOA", "De NV kan de plaats aanwijzen."),
    norm("fictie", "Een houder wordt geacht aanwezig te zijn.", "wordt geacht",
         "De houder neemt de regels in acht die gelden."),
    norm("indien-en-voor-zover", "Dit geldt indien en voor zover er hinder is.", "indien en voor zover",
         "Dit geldt voor zover er hinder is.", "voor zover"),
    norm("en-of", "Het is verboden te roepen en/of te zingen.", "en/of",
         "Het is verboden te roepen of te zingen.", "of"),
    norm("haakjes", "Het is verboden te slapen (tenzij de burgemeester dat toestaat) op een bank.",
         "(tenzij de burgemeester dat toestaat)", "Het is verboden te slapen op een bank (hierna: zitplaats)."),
    norm("tot-en-met", "De artikelen 2:1 t/m 2:4 gelden hier niet.", "t/m",
         "De artikelen 2:1 tot en met 2:4 gelden hier niet.", "tot en met"),
    norm("casu-quo", "De eigenaar c.q. de huurder sluit het terrein.", "c.q.",
         "De eigenaar of de huurder sluit het terrein.", "of"),
    norm("hele-regeling", "Het college handelt volgens het bepaalde in deze verordening.",
         "het bepaalde in deze verordening",
         "Het college ziet toe; het toezicht op het bepaalde in deze verordening is bij het college."),
    norm("vorm-verwijzing", "Het verbod in lid 2 van dit artikel geldt niet.", "lid 2 van dit artikel",
         "Het verbod in artikel 2:1, tweede lid, geldt niet."),
    norm("vorm-verwijzing", "Het vorige artikel geldt niet.", "Het vorige artikel", "Artikel 2:1 geldt niet."),
    norm("bedoeld-genoemd", "De burgemeester weigert de vergunning als bedoeld in artikel 2:1.",
         "de vergunning als bedoeld in", "De burgemeester weigert een vergunning als bedoeld in artikel 2:1.",
         "de vergunning, bedoeld in"),
    norm("onverminderd", "Onverminderd artikel 2:2 geldt dit verbod ook hier.", "Onverminderd",
         "Naast artikel 2:2 geldt dit verbod ook hier."),
    norm("staatsblad", "Dit geldt volgens de Wet op de proef (Stb. 2012, 345).",
         "Wet op de proef (Stb. 2012, 345)", "Dit geldt volgens de Wet op de proef."),
    norm("dynamische-verwijzing", "Artikel 5 van de wet, zoals die luidde op 1 mei 2020, geldt.",
         "zoals die luidde op", "Artikel 5 van de wet geldt."),
    norm("hoofdletters", "Het verbod geldt niet als de Burgemeester dit toestaat.", "Burgemeester",
         "De Raad van State en de burgemeester staan dit toe.", "burgemeester"),
    norm("toezicht-opsporing", "Met het toezicht en de opsporing zijn ambtenaren belast.",
         "Met het toezicht en de opsporing",
         "Met het toezicht op de naleving van deze verordening zijn ambtenaren belast."),
    norm("terugwerkende-kracht", "Dit artikel werkt terug tot 1 januari 2020.", "werkt terug tot",
         "Dit artikel geldt vanaf 1 januari 2030."),
    norm("precisie-strafnorm",
         STREET + "hinderlijk, aanstootgevend of onbehoorlijk te bejegenen.", "hinderlijk",
         STREET + "hinderlijk te volgen."),
    norm("begrip-omschrijven", STREET + "uit te jouwen.", "uit te jouwen", STREET + "te volgen."),
    norm("vervallen-intrekken", "De Verordening straten 2010 vervalt.", "De Verordening straten 2010 vervalt",
         "De Verordening straten 2010 wordt ingetrokken."),
    norm("volgorde-onderdelen", "Gelet op artikel 149 van de Gemeentewet is dit verboden.", "Gelet op",
         "Het verbod geldt, gelet op de drukte, niet op maandag."),
    norm("verwijzingen", "Het college past de Beleidsregel Terrassen toe.", "de Beleidsregel Terrassen",
         "Het college stelt nadere regels over terrassen."),
]  # fmt: skip

STRUCTURE = [
    LintCase("verwijzingen", (*article("Artikel 9:9 geldt niet.", number="2:2"), "## Artikel 2:3 B", "Tekst."),
             "9:9", (*article("Artikel 2:3 geldt niet.", number="2:2"), "## Artikel 2:3 B", "Tekst.")),
    LintCase("nummering-artikelen", (*article("T."), "## Artikel 2:1 Nog eens", "T."), "Artikel 2:1 Gedrag",
             (*article("T."), "## Artikel 2:1a Nog eens", "T.")),
    LintCase("volgorde-slotbepalingen",
             (*article("T."), "## Artikel 6:1 Citeertitel", "V.", "## Artikel 6:2 Inwerkingtreding", "T."),
             "Artikel 6:2 Inwerkingtreding",
             (*article("T."), "## Artikel 6:1 Inwerkingtreding", "T.", "## Artikel 6:2 Citeertitel", "V.")),
    LintCase("opschriften",
             (*article("T."), *(line for at in range(2, 7) for line in (f"## Artikel 2:{at} Kop", "T.")),
              "## Artikel 2:7", "T."), "Artikel 2:7",
             (*article("T."), *(line for at in range(2, 8) for line in (f"## Artikel 2:{at} Kop", "T.")))),
    LintCase("leden", article(*(f"{at}. Dit is lid {at}." for at in range(1, 11))), "Artikel 2:1 Gedrag",
             article(*(f"{at}. Dit is lid {at}." for at in range(1, 5)))),
    LintCase("leden", article("1. Het is verboden.", "Dit geldt altijd.", "2. Ook hier."), "Dit geldt altijd.",
             article("1. Het is verboden.", "2. Dit geldt altijd.")),
    LintCase("opsommingen", article("Verboden is:", "a. roepen;", "c. zingen."), "zingen.",
             article("Verboden is:", "a. roepen;", "b. zingen.")),
    LintCase("opsommingen", article("Verboden is:", "a. roepen. Dit geldt ook op zondag;", "b. zingen."),
             ". Dit geldt ook op zondag;", article("Verboden is:", "a. roepen op zondag;", "b. zingen.")),
    LintCase("opsommingen", article("Verboden is:", "a. roepen;", "b. zingen; of"), "; of",
             article("Verboden is:", "a. roepen; of", "b. zingen.")),
    LintCase("opsommingen", article("1. Verboden is:", "a. te roepen; of", "2. Dit geldt altijd."), "; of",
             article("1. Verboden is:", "a. te roepen.", "2. Dit geldt altijd.")),
    LintCase("en-of-in-lijst", article("Het is verboden:", "a. te roepen;", "b. te zingen."), "te roepen;",
             article("Het is verboden:", "a. te roepen; of", "b. te zingen."), "te roepen; of"),
    LintCase("bijlage", (*article("Tekst."), "# Bijlage 1", "Kaart."), "Bijlage 1",
             (*article("Tekst."), "# Bijlage 1 bij artikel 2:1", "Kaart.")),
    LintCase("opschrift-citeertitel", article("Tekst."), "Verordening openbare orde Dorpstad 2026",
             (*article("Tekst."), "## Artikel 6:2 Citeertitel", "Deze verordening wordt aangehaald als: V.")),
    LintCase("vorm-begripsbepaling",
             article("In deze verordening wordt verstaan onder:", "a. ‘weg’: straat;", "b. ‘zaal’: ruimte.",
                     heading="Begripsbepalingen"), "‘weg’:",
             article("In deze verordening wordt verstaan onder:", "a. weg: straat;", "b. zaal: ruimte.",
                     heading="Begripsbepalingen"), "weg:"),
    LintCase("strafbepaling", (*article("Het is verboden te slapen."), *penal("2:1", "hechtenis van een maand")),
             "Overtreding van artikel 2:1", (*article("Het is verboden te slapen."), *penal("2:1"))),
    LintCase("citeertitel",
             (*article("T."), "## Artikel 6:2 Citeertitel", "Zij wordt aangehaald als: APV Dorpstad."),
             "APV Dorpstad.",
             (*article("T."), "## Artikel 6:2 Citeertitel", "Zij wordt aangehaald als: Verordening Dorpstad.")),
    LintCase("letter-bij-invoegen", (*article("T."), "## Artikel 2:1bis Nieuw", "T."), "Artikel 2:1bis Nieuw",
             (*article("T."), "## Artikel 2:1a Nieuw", "T."), "2:1a"),
]  # fmt: skip

NOTE = (
    "# Toelichting", "## Algemeen", "Het doel is de openbare orde.", "De handhaving ligt bij de politie.",
    "De gevolgen en andere oplossingen zijn bezien.", "## Artikelsgewijs", "Het nieuwe artikel verbiedt volgen.",
)  # fmt: skip

AMENDING = [
    LintCase("plaats-overgangsrecht",
             (*decision(*NEW), "## Artikel II", "De oude regels blijven van toepassing op oude vergunningen."),
             "blijven van toepassing op", (*decision(*NEW), *COMMENCES)),
    LintCase("inwerkingtreding", decision(*NEW), "Verordening tot wijziging", (*decision(*NEW), *COMMENCES)),
    LintCase("opschrift-citeertitel", (*decision(*NEW, title="Verordening"), *COMMENCES), "Verordening",
             (*decision(*NEW), *COMMENCES)),
    LintCase("toelichting-verantwoording",
             (*decision(*NEW), *COMMENCES, "# Toelichting", "Het doel is rust.", "De handhaving is geregeld."),
             "Toelichting", (*decision(*NEW), *COMMENCES, *NOTE)),
    LintCase("norm-in-toelichting",
             (*decision(*NEW), *COMMENCES, *NOTE, "De houder is verplicht een hek te plaatsen."), "is verplicht",
             (*decision(*NEW), *COMMENCES, *NOTE, "Het is verboden iemand te volgen.")),
    LintCase("delen-toelichting",
             (*decision(*NEW), *COMMENCES, *NOTE[:5], "Meer uitleg.", "Nog meer uitleg."), "Toelichting",
             (*decision(*NEW), *COMMENCES, *NOTE)),
    LintCase("bronnen-toelichting",
             (*decision(*NEW), *COMMENCES, *NOTE, "De Hoge Raad oordeelde op 3 mei 2019 anders."),
             "Hoge Raad oordeelde op 3 mei 2019",
             (*decision(*NEW), *COMMENCES, *NOTE, "De Hoge Raad oordeelde op 3 mei 2019 zo (ECLI:NL:XX:2019:1).")),
    instruction("opschrift-niet-wijzigen",
                "In het opschrift van de verordening wordt ‘2012’ vervangen door ‘2026’.",
                "het opschrift van de verordening",
                "In het opschrift van artikel 2:1 wordt ‘Hinder’ vervangen door ‘Gedrag’."),
    instruction("laatstelijk-gewijzigd", "De APV, laatstelijk gewijzigd in 2020, wordt als volgt gewijzigd:",
                "laatstelijk gewijzigd", "De APV wordt als volgt gewijzigd:"),
    instruction("vervallen-intrekken", "Artikel 2:1 wordt ingetrokken en gewijzigd.",
                "Artikel 2:1 wordt ingetrokken",
                "Artikel 2:1 vervalt.", "Artikel 2:1 vervalt"),
    instruction("formule-nieuwe-tekst", "Artikel 2:1 komt te luiden: “Het is verboden te volgen.”", "te luiden: “",
                "Artikel 2:1 komt te luiden:"),
    LintCase("opbouw-wijziging",
             (*decision("A", "Artikel 2:1 vervalt.", "C", "Artikel 2:2 vervalt."), *COMMENCES), "A",
             (*decision("A", "Artikel 2:1 vervalt.", "B", "Artikel 2:2 vervalt."), *COMMENCES)),
    instruction("niet-vernummeren", "Artikel 2:2 wordt vernummerd tot artikel 2:3.",
                "Artikel 2:2 wordt vernummerd",
                "Het tweede en derde lid worden vernummerd tot derde en vierde lid."),
]  # fmt: skip

DEFINED = (
    "## Artikel 1:1 Begripsbepalingen", "In deze verordening wordt verstaan onder:",
    "a. hinderlijk: met meer geluid dan een gesprek;", "b. openbare plaats: plaats die voor ieder open is.",
)  # fmt: skip
JEER = "Het is verboden op een openbare plaats een ander uit te jouwen."
FOLLOW = "Het is verboden op een openbare plaats een ander hinderlijk te volgen."
PEE = "Het is verboden op een openbare plaats de natuurlijke behoefte te doen."
SPARED = "2. Het eerste lid geldt niet voor zover het Wetboek van Strafrecht in het onderwerp voorziet."

LISTED = (
    "Verordening openbare orde Dorpstad 2026", "Inhoudsopgave", "Artikel 2:1 Gedrag", "Artikel 2:2 Slapen",
    "De raad van de gemeente Dorpstad; gelet op artikel 149 van de Gemeentewet; besluit:",
    "## Artikel 2:1 Gedrag", FOLLOW, "## Artikel 2:2 Slapen", "T.",
)  # fmt: skip
BACK = ("## Artikel 6:2 B", "Zij werkt terug tot 1 mei 2020.")
TOO_MUCH = "hechtenis van ten hoogste zes maanden of geldboete van de derde categorie"

DOMAIN = [
    LintCase("strafbepaling", article(FOLLOW), "Artikel 2:1 Gedrag", (*article(FOLLOW), *penal("2:1"))),
    LintCase("d1-meningsuiting", article(JEER), "uit te jouwen", article(PEE)),
    LintCase("d2-hoger-recht", article(FOLLOW), "hinderlijk te volgen", article(PEE)),
    LintCase("d3-motief", (*article(FOLLOW), "# Toelichting", "Het artikel is nieuw."), "Toelichting",
             (*article(FOLLOW), "# Toelichting", "Het artikel dient de openbare orde.")),
    LintCase("d4-weegwoord", article(FOLLOW), "hinderlijk",
             ("Verordening openbare orde Dorpstad 2026", *DEFINED, "## Artikel 2:1 Gedrag", FOLLOW)),
    LintCase("d5-strafbepaling",
             (*article(FOLLOW), "## Artikel 2:2 B", "Het is verboden te slapen.", *penal("2:2")),
             "Artikel 2:1 Gedrag", (*article(FOLLOW), *penal("2:1"))),
    LintCase("d6-plaatsbegrip", article(FOLLOW), "openbare plaats",
             ("Verordening openbare orde Dorpstad 2026", *DEFINED, "## Artikel 2:1 Gedrag", FOLLOW)),
    LintCase("d7-samenloop", article(FOLLOW), "Artikel 2:1 Gedrag", article("1. " + FOLLOW, SPARED)),
    LintCase("d8-inhoudsopgave", (*LISTED, "## Artikel 2:3 Nieuw", "T."), "Artikel 2:3 Nieuw", LISTED),
    LintCase("d9-terugwerkend-verbod", (*article(FOLLOW), *BACK), "werkt terug tot",
             article(FOLLOW, "Dit geldt vanaf 1 mei 2030.")),
    LintCase("d10-nummerstijl",
             (*article("T."), "## Artikel 2:2 B", "T.", "## Artikel 2:3 C", "T.", "## Artikel 2:4 D", "T.",
              "## Artikel 2.5 E", "T."), "Artikel 2.5 E",
             (*article("T."), "## Artikel 2:2 B", "T.", "## Artikel 2:3 C", "T.", "## Artikel 2:4 D", "T.")),
    LintCase("d11-strafmaat",
             (*article(FOLLOW), *penal("2:1", TOO_MUCH)), "zes maanden", (*article(FOLLOW), *penal("2:1"))),
    LintCase("d12-ingangsdatum",
             (*decision(*NEW), "## Artikel II", "Deze verordening treedt in werking na bekendmaking."),
             "Deze verordening treedt in werking", (*decision(*NEW), *COMMENCES)),
]  # fmt: skip

UNFINISHED = [
    norm("invulplek", "Het is verboden te slapen op [vul in: plaats].", "[vul in: plaats]",
         "Het is verboden te slapen op een openbare plaats."),
    *(norm("plaatshouder", f"Het is verboden te slapen op {words}.", words, f"Het is verboden te slapen {kept}.")
      for words, kept in (("XXX", "in de zin van Artikel XXX"), ("[datum besluit]", "op 1 mei [vervallen]"),
                          ("<naam>", "bij < 5 graden"), ("P.M.", "na 8 p.m"), ("........", "op straat... of daar"),
                          ("Klik of tik om tekst in te voeren", "na een klik"))),
    LintCase("voetnoot", article(FOLLOW, "^ Nog afstemmen met de politie."), "Nog afstemmen",
             (*article(FOLLOW), "# Toelichting", "Dit is de toelichting.", "^ Zie het beleidsplan.")),
]  # fmt: skip

CASES = [*WORDING, *STRUCTURE, *AMENDING, *DOMAIN, *UNFINISHED]
