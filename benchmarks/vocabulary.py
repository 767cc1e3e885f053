"""The words and sentence patterns of the generated interviews, German and English.

A pattern is a sentence with slots in braces; `generate` fills each slot from the list of that name, frequent words first
(Zipf). The talk is everyday talk about work, so that most of it is about none of a codebook's codes.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ENGLISH", "GERMAN", "Material"]


@dataclass(frozen=True)
class Material:
    """What interviews of one language are made of.

    Attributes:
        lists: slot name -> words, the frequent ones first.
        modifiers, heads: of compound nouns; `heads` by slot name.
        hyphen: what stands between the parts of a compound.
        patterns: sentences of the interviewee that are about nothing in particular.
        tails: clauses that can follow any sentence.
        openers: what can stand before any sentence.
        questions: the interviewer's.
        noises: transcription notes.
        syllables: of made-up names.
        labels: interviewer and interviewee.
    """

    lists: dict[str, tuple[str, ...]]
    modifiers: tuple[str, ...]
    heads: dict[str, tuple[str, ...]]
    hyphen: str
    patterns: tuple[str, ...]
    tails: tuple[str, ...]
    openers: tuple[str, ...]
    questions: tuple[str, ...]
    noises: tuple[str, ...]
    syllables: tuple[str, ...]
    labels: tuple[str, str]


def _w(text: str) -> tuple[str, ...]:
    """Words separated by blanks; "_" stands for a blank inside one."""
    return tuple(word.replace("_", " ") for word in text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


GERMAN = Material(
    lists={
        "weekday": _w("Montag Freitag Dienstag Donnerstag Mittwoch Samstag Sonntag"),
        "month": _w("März Januar September Mai November Juni Oktober Februar April August Juli Dezember"),
        "num": _w(
            "zwei drei vier fünf zehn zwölf sechs acht sieben zwanzig dreißig neun elf fünfzehn vierzig hundert siebzehn dreizehn"
        ),
        "adj": _w(
            "kleine alte große neue ganze lange graue schmale runde blaue hintere vordere obere untere schwere leichte "
            "dünne breite rote grüne gelbe helle dunkle leere warme kalte trockene nasse ruhige laute krumme schiefe "
            "bunte eckige wacklige feuchte staubige rostige frische süße saure stille sonnige windige neblige hölzerne "
            "eiserne gläserne"
        ),
        "verb": _w(
            "gestanden gelegen gesessen gegessen getrunken gelaufen geschlafen gesungen gemalt geputzt gefegt gebacken "
            "gekocht gelacht geredet gewartet geparkt gestapelt gefaltet geklebt geschraubt gebohrt gesägt gestrichen "
            "gewaschen gebügelt gegossen gepflanzt geerntet gefüttert gemolken gestrickt genäht getanzt geschwommen "
            "gewandert geradelt gerudert geangelt gezeltet fotografiert sortiert repariert lackiert poliert montiert "
            "notiert jongliert musiziert umgerührt abgetrocknet eingeräumt ausgeräumt umgeräumt aufgehängt abgehängt "
            "hingestellt weggestellt mitgebracht vorgelesen abgeschrieben ausgemalt angestrichen zugedeckt aufgewärmt"
        ),
        "verbt": _w(
            "steht liegt sitzt wartet läuft schläft singt malt putzt fegt backt kocht lacht redet parkt stapelt faltet "
            "klebt schraubt bohrt sägt streicht wäscht gießt pflanzt erntet füttert strickt näht tanzt schwimmt wandert "
            "radelt angelt knarrt klappert brummt quietscht"
        ),
        "verbpast": _w(
            "stand lag saß wartete lief schlief sang malte putzte fegte lachte redete parkte hing klapperte brummte "
            "quietschte roch"
        ),
        "adv": _w(
            "meistens eigentlich immer morgens abends mittags draußen drinnen nebenan oben unten hinten vorne dauernd "
            "manchmal selten gemütlich langsam leise heimlich"
        ),
        "kin": _w("Schwester Tante Oma Nachbarin Tochter Cousine Schwägerin Enkelin Patin Nichte"),
        "place": _w(
            "Hof Garten Keller Flur Park Wald Schuppen Treppenhaus Innenhof Dachboden Stadion Schwimmbad Bahnhof Hafen "
            "Steinbruch Weinberg"
        ),
    },
    modifiers=_w(
        "Garten Küchen Keller Treppen Fenster Holz Blech Papier Leder Wolle Winter Sommer Herbst Frühlings Morgen Abend "
        "Nacht Sonntags Ferien Hunde Katzen Vogel Fisch Pferde Bienen Apfel Birnen Kirsch Pflaumen Nuss Kartoffel "
        "Zwiebel Brot Kuchen Kaffee Tee Milch Käse Honig Salz Zucker Suppen Fahrrad Auto Bus Bahn Schiffs Flug Berg Tal "
        "Wald Wiesen Fluss See Meeres Insel Strand Sand Stein Lehm Ton Glas Porzellan Kupfer Messing Eisen Draht Seil "
        "Faden Knopf Jacken Hosen Schuh Hut Schal Mantel Taschen Koffer Kisten Schrank Regal Tisch Stuhl Bank Lampen "
        "Kerzen Ofen Kamin Dach Wand Boden Tür Schloss Schlüssel Uhren Glocken Geigen Trommel Flöten Chor Lieder Bilder "
        "Rahmen Pinsel Farb Kreide Tinten Brief Heft Bücher Zeitungs Karten Würfel Schach Ball Tennis Fußball Schwimm "
        "Ruder Ski Schlitten Wander Kletter Turn Tanz Theater Zirkus Kirmes Nachbarschafts Vereins Familien Kinder Groß "
        "Klein Alt Neu Vorder Hinter Ober Unter Rand Eck Mittel Schicht Pausen Kantinen Werkhallen Lagerhaus"
    ),
    heads={
        "m": _w(
            "Tisch Schrank Kasten Wagen Korb Eimer Besen Stuhl Teppich Vorhang Hammer Nagel Topf Deckel Löffel Zaun Weg "
            "Rand Stapel Haufen Ring Riemen Haken Griff Stiel Kranz Strauß Baum Ast Zweig Stamm Hund Vogel Fisch Käfer "
            "Kreis Verein Abend Anzug Mantel Schuh Knopf Beutel Sack Karton Zettel Ordner"
        ),
        "f": _w(
            "Tasche Kiste Dose Flasche Schüssel Kanne Tasse Decke Matte Leiter Bank Lampe Kerze Glocke Uhr Wand Tür "
            "Ecke Stange Leine Kette Schnur Feder Nadel Schere Säge Zange Feile Bürste Farbe Karte Tafel Mappe Rolle "
            "Scheibe Platte Hütte Laube Bude Wiese Blume Wurzel Katze Ziege Biene Suppe Torte Jacke"
        ),
        "n": _w(
            "Regal Brett Bild Buch Heft Blatt Schild Fass Glas Messer Seil Netz Rohr Rad Tor Fenster Dach Haus Zelt "
            "Boot Fahrrad Lied Fest Spiel Tuch Kissen Bett Band Kabel Licht Feuer Holz Brot Ei Obst Gemüse Gras Nest "
            "Tier Pferd Huhn Hemd Kleid Zimmer Lager Becken Gitter Kästchen Fach Papier"
        ),
    },
    hyphen="",
    patterns=_lines("""
        Der {adj} {m} {verbpast} da noch im {place}, und daneben die {adj} {f}.
        Am {weekday} hat meine {kin} wieder {verb}, da war der ganze {place} voll.
        Im {month} sind wir mit {num} Leuten zum {place} gefahren, mit dem {m} und der {f} im Gepäck.
        Das {adj} {n} hat mir {name} geschenkt, das {verbt} heute noch bei uns im {place}.
        Und dann kam {name} mit der {f} um die Ecke, und alle haben {verb}.
        {name} ist da ganz anders, der {verbt} am liebsten im {place}.
        Ich hab den {adj_n} {m} {adv} neben dem {n} {verb}.
        Die {f} war {num} Meter lang, das muss man sich mal vorstellen.
        Bei uns im {place} {verbt} {adv} irgendein {m}.
        Damals hatten wir noch ein {n} und eine {adj} {f}, mehr war da nicht.
        Das war so ein {weekday} im {month}, draußen {verbpast} {adv} jemand.
        Der {m}, der {verbt} ja heute noch, nur das {n} ist weg.
        Meine {kin} hat {num} Jahre in {town} gewohnt, gleich hinter dem {place}.
        In {town} gibt es ein {n}, da {verbt} jeden {weekday} der {m}.
        Wir haben die {adj} {f} in den {place} getragen und dort {verb}.
        Zwischen der {f} und dem {n} war vielleicht ein halber Meter.
        Die {kin} von {name} hat das {adj} {n} selber {verb}.
        Morgens um {num} {verbpast} der {m} schon da, und abends die {f} auch.
        Mit einem {n} unter dem Arm ist er dann durch den {place} gelaufen.
        Ich sag mal so, ein {m} ist ein {m} und eine {f} ist eine {f}.
        Da {verbpast} {adv} ein {adj_r} {m}, den kannten alle.
        Zum {weekday} gab es {adv} etwas aus der {f}, das hat {name} {verb}.
        Vom {place} aus sieht man das {n}, dahinter kommt gleich {town}.
        Er hat gelächelt und den {m} zurück auf die {f} gelegt.
        Den {m} nennen wir hier {name}, fragen Sie mich nicht.
        Unser {m} {verbt} auch {adv} im {place}, zusammen mit {num} anderen.
        Wer da im {place} {verbt}, der hört {adv} die {f}.
        Ja, und die {f} hat {name} dann mit einem {n} {verb}.
        {num_c} {weekday}e lang haben wir {adv} {verb}, nur wegen der {f}.
        Ihr {n} {verbpast} gleich am {place}, ich glaube neben der {f}.
    """),
    tails=_lines("""
        , das weiß ich noch wie heute
        , mit dem {m} daneben
        , und zwar im {month}
        , so hat es jedenfalls {name} erzählt
        , drüben in {town}
        , an einem {weekday} im {month}
        , {num} oder {num} Mal
        , also vor dem {n}
        , da hat {name} noch {verb}
        , gleich beim {place}
        , während die {f} nebenan {verbpast}
    """),
    openers=_w("Also, Ja, Na_ja, Und Naja, Hm, Ähm, Wissen_Sie, Gut, Äh, Sagen_wir, Nun, Tja,"),
    questions=_lines("""
        Erzählen Sie doch mal von {town}, wie war das mit dem {m}?
        Und was hat {name} dann gemacht?
        Können Sie das ein bisschen genauer beschreiben, mit der {f}?
        Mhm, verstehe. Und wie ging es dann weiter im {month}?
        Was war für Sie der Auslöser, sich überhaupt umzusehen?
        Wo haben Sie sich denn informiert, und wer war da noch dabei?
        Wer hat am Ende entschieden, Sie oder {name}?
        Worauf kam es Ihnen bei der Auswahl besonders an?
        Gab es etwas, das Ihnen Sorgen gemacht hat?
        Wie sind Sie auf den Anbieter aufmerksam geworden?
        Und wie war das im {month}, als das {n} im {place} stand?
        Wie lief denn die Einführung in den ersten {num} Wochen?
        Sie haben vorhin {town} erwähnt, was hatte es damit auf sich?
        Ah ja. Und die {f}, war die da schon dabei?
        Was hat Sie in der Zeit am meisten aufgehalten?
        Wie zufrieden sind Sie heute, ein paar Monate danach?
        Und wenn Sie zurückdenken, was war mit {name} am {weekday}?
    """),
    noises=_w("(lacht) (räuspert_sich) (überlegt) (seufzt) (unverständlich)"),
    syllables=_w(
        "ber ten mar hol wie ler sen kar lin gru eck hof sta dor wal fen ris mun tar bel kop nes ho schau ren vos pel dra kim lau"
    ),
    labels=("I", "B"),
)

ENGLISH = Material(
    lists={
        "weekday": _w("Monday Friday Tuesday Thursday Wednesday Saturday Sunday"),
        "month": _w("March January September May November June October February April August July December"),
        "num": _w(
            "two three four five ten twelve six eight seven twenty thirty nine eleven fifteen forty seventeen thirteen nineteen"
        ),
        "adj": _w(
            "little old big green whole long grey narrow round blue back front upper lower heavy light thin wide red "
            "yellow bright dark empty warm cold dry wet quiet loud crooked tilted colourful square wobbly damp dusty "
            "rusty fresh sweet sour still sunny windy foggy wooden iron muddy leaky faded woollen striped speckled "
            "enormous tiny battered squeaky lopsided velvet copper knitted painted varnished"
        ),
        "verb": _w(
            "painted sang slept swept baked cooked laughed chatted waited parked stacked folded glued drilled sawed "
            "washed ironed watered planted harvested milked knitted sewed danced swam hiked cycled rowed fished camped "
            "photographed polished juggled whistled hummed stirred wandered sketched carved fiddled tinkered pottered "
            "gardened varnished plastered dusted hoovered scrubbed rinsed peeled chopped grated"
        ),
        "verbs": _w(
            "sits stands sleeps sings waits rattles hums squeaks leans hangs wobbles rusts drips glows smells creaks "
            "swings floats spins ticks whistles"
        ),
        "verbpast": _w(
            "sat stood slept sang waited rattled hummed squeaked leaned hung wobbled rusted dripped glowed smelled "
            "creaked swung floated"
        ),
        "adv": _w(
            "mostly usually always outside indoors upstairs downstairs sometimes rarely slowly quietly secretly "
            "cheerfully next_door round_the_back"
        ),
        "kin": _w("sister aunt gran neighbour daughter cousin niece godmother granddaughter uncle nephew brother"),
        "place": _w(
            "yard garden cellar hallway park wood shed stairwell courtyard attic stadium pool station harbour quarry "
            "orchard allotment pub chapel"
        ),
    },
    modifiers=_w(
        "garden kitchen cellar window timber tin paper leather wool winter summer autumn morning evening night holiday "
        "dog cat bird fish horse bee apple pear cherry plum walnut potato onion bread cake coffee tea milk cheese honey "
        "salt sugar soup bicycle bus railway ship mountain valley forest meadow river lake island beach sand stone clay "
        "glass china copper brass iron wire rope thread button jacket shoe hat scarf coat suitcase cupboard shelf table "
        "chair lamp candle oven chimney roof wall floor door lock key clock bell violin drum flute choir picture frame "
        "brush paint chalk ink letter notebook newspaper card dice chess ball tennis football swimming rowing ski "
        "sledge hiking climbing gym dance theatre circus fairground club family corner shift canteen workshop village "
        "church school market station pigeon sheep goat tulip rose bean carrot pumpkin barley cider pickle jam"
    ),
    heads={
        "n": _w(
            "table box cart basket bucket broom chair carpet curtain hammer nail pot lid spoon fence path edge stack "
            "pile ring strap hook handle wreath bunch tree branch trunk beetle circle suit coat shoe button pouch sack "
            "carton note folder bag crate tin bottle bowl jug cup blanket mat ladder bench lamp candle bell clock wall "
            "door corner pole line chain string feather needle scissors saw pliers file brush card board roll disc "
            "plate hut stall meadow flower root cat goat soup cake jacket shelf plank picture book sheet sign barrel "
            "glass knife net pipe wheel gate window roof tent boat song feast game cloth cushion bed ribbon cable light "
            "fire egg nest shirt dress room cage drawer poster kettle stool trolley"
        ),
    },
    hyphen=" ",
    patterns=_lines("""
        The {adj} {n} {verbpast} in the {place} back then, right beside the {n}.
        On {weekday} my {kin} {verb} again, so the whole {place} was packed.
        In {month} {num} of us drove out to the {place} with the {n} and the {adj} {n} in the boot.
        {name} gave me that {adj} {n}, and it still {verbs} in our {place}.
        And then {name} came round the corner with a {n}, and everybody {verb}.
        {name} is quite different, he {verbs} in the {place} most of the day.
        I {adv} {verb} next to the {n} with {name}.
        The {n} was {num} metres long, just imagine that.
        There's {adv} some {n} that {verbs} in our {place}.
        All we had was a {n} and an {adj_v} {n}, nothing else.
        It was one of those {weekday}s in {month}, and someone {verbpast} {adv}.
        That {n}, well, it still {verbs} today, only the {n} has gone.
        My {kin} lived in {town} for {num} years, just behind the {place}.
        In {town} there's a {n}, and every {weekday} a {n} {verbs} there.
        We carried the {adj} {n} into the {place} and {verb} there.
        Between the {n} and the {n} there was maybe half a metre.
        The {kin} of {name} {verb} the {adj} {n} herself.
        At {num} in the morning the {n} {verbpast} there, and in the evening the {n} too.
        He walked through the {place} with a {n} under his arm.
        A {n} is a {n}, and a {adj} {n} is a {adj} {n}, if you see what I mean.
        There {verbpast} a {adj} {n}, everybody knew it.
        Every {weekday} there was something in the {n}, and {name} {verb}.
        From the {place} you can see the {n}, and behind it there's {town}.
        He smiled and put the {n} back on the {n}.
        Round here the {n} is called {name}, don't ask me.
        Our {n} {verbs} in the {place} too, along with {num} others.
        Whoever {verbs} in the {place} hears the {n}.
        Yes, and {name} {verb} with a {adj} {n} all through {month}.
        For {num} {weekday}s we {verb}, all because of a {n}.
        Her {n} {verbpast} by the {place}, I think beside the {n}.
    """),
    tails=_lines("""
        , I can see it now
        , with the {n} beside it
        , in {month} that is
        , that's how {name} tells it anyway
        , over in {town}
        , on a {weekday} in {month}
        , {num} or {num} times
        , in front of the {n}
        , and {name} {verb}
        , right by the {place}
        , while the {n} {verbpast} next door
    """),
    openers=_w("Well, Yeah, I_mean, And So, Hm, Um, You_know, Right, Er, Let's_say, Look, Okay,"),
    questions=_lines("""
        Tell me about {town}, what was it like with the {n}?
        And what did {name} do then?
        Could you describe that a little more closely, the {n} I mean?
        Right, I see. And how did it go on in {month}?
        What made you start looking in the first place?
        Where did you look for information, and who else was involved?
        Who took the decision in the end, you or {name}?
        What mattered most to you when you compared them?
        Was there anything that worried you?
        How did you come across the supplier?
        And how was it in {month}, when the {n} was in the {place}?
        How did the first {num} weeks of the roll-out go?
        You mentioned {town} earlier, what was that about?
        Ah, okay. And the {n}, was it there already?
        What held you up most at the time?
        How happy are you with it today, a few months on?
        And thinking back, what was it with {name} on that {weekday}?
    """),
    noises=_w("[laughs] [coughs] [sighs] [inaudible] [pause]"),
    syllables=_w(
        "ber ton mar hol win ler sen car lyn gra eck hop sta dor wal fen ris mun tar bel cop ness ho shaw ren voss pel "
        "dray kim low"
    ),
    labels=("Q", "A"),
)
