"""What the engine knows of German."""

from __future__ import annotations

from pipeline.language.languages import Language, words

__all__ = ["GERMAN"]

_SMALL = words(
    """der die das dem den des ein eine einen einem einer und oder aber auch nicht kein keine ich du er sie wir ihr uns
    mich mir dich dir ihnen ist sind war waren hat haben hatte hatten wird werden wurde würde kann können muss müssen soll
    wollte zu zum zur von vom mit bei für auf aus nach über unter vor wenn weil dass daß ob wie was wer wo wann dann da so
    noch schon mal halt eben ja nein doch also sehr ganz immer nur mehr als man es im am beim bis durch gegen ohne um jetzt
    hier dort mein dein sein unser euer diese dieser dieses alles etwas nichts viel gar nee nö genau"""
)

GERMAN = Language(
    code="de",
    small_words=_SMALL,
    common=_SMALL
    | words(
        """haben sein werden machen gehen kommen sagen geben muessen koennen wollen sollen lassen finden wissen leute
        sache mann fuer ueber waere wuerde"""
    ),
    abbreviations=words(
        """allg apr aufl aug ausg betr bspw bzgl bzw ca chr dez dipl dr eigtl einschl evtl exkl fa feb ff fr frl geb ggf ggü hbf
        hr hrn inkl ing insb jh jul jun kfm lt mind mio mrd mär nov o.ä okt phil prof rd resp sep sept sog st std str teilw tel
        telef vgl zt zzgl"""
    ),
    numbered=words("abb abs abt art bd fig jan kap max med min nr pos s sen ziff"),
    closing=words("etc usf usw u.ä o.ä o.ae"),
    openers=words(
        """anschließend außerdem damals danach deshalb deswegen eigentlich einfach erst irgendwann jedenfalls letztlich manchmal
        natürlich schließlich später trotzdem vielleicht vorher zuerst daher dafür dabei darum insofern mittlerweile okay gut"""
    ),
    before_ordinals=words(
        """ab am beim bis das dem den der des die ein eine einen einer im ihr ihre jede jeden jeder jedes mein meine seit unser
        unsere vom zum zur"""
    ),
    after_ordinals=words(
        """januar jänner februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug
        sep sept okt nov dez quartal jahrhundert stock etage klasse semester"""
    ),
    conjunctions=words("aber sondern weil dass wenn ob denn obwohl damit sodass waehrend bevor nachdem"),
    coordinating=words("und oder"),
    short_forms={
        "'s": "es", "'ne": "ein", "ne": "ein", "'nen": "ein", "nen": "ein", "'n": "ein", "'nem": "ein", "nem": "ein",
        "'ner": "ein", "ner": "ein", "nix": "nichts", "nich": "nicht", "net": "nicht", "ned": "nicht", "hab": "haben",
        "hamma": "haben", "hamwa": "haben", "rum": "herum", "rein": "herein", "raus": "heraus", "drauf": "darauf",
        "ham": "haben", "haste": "haben", "habs": "haben", "hats": "haben", "biste": "sein", "wars": "sein", "isn": "sein",
        "kannste": "koennen", "gibts": "geben", "gehts": "gehen", "drin": "darin", "dran": "daran", "drum": "darum",
        "waer": "sein", "is": "sein", "isses": "sein",
    },
    irregular={
        "gedacht": "denken", "verloren": "verlieren", "gestanden": "stehen", "stand": "stehen", "gehangen": "haengen",
        "entschieden": "entscheiden", "gebraucht": "brauchen", "geschlossen": "schliessen", "gestiegen": "steigen",
        "verschoben": "verschieben", "gezogen": "ziehen", "gelegen": "liegen", "gewiesen": "weisen",
    },
    particles=words(
        """ab an auf aus bei ein fest her hin los mit nach statt teil um vor weg weiter zu zurück zusammen durch heraus
        herein hinaus hinein herum hoch runter raus rein rum dazu rüber nieder heim bereit kennen wahr"""
    ),
    prefixes=words(
        """ab an auf aus be bei durch ein ent er ge gegen haupt hard hin her hinter miss mit nach neben rück soft über ueber um
        un unter ver vor wider zer zu zwischen"""
    ),
    suffixes=words(
        """heit keit ling schaft tum ung chen lein ende enden este isch dung ster cher send tete elle lyse iker egel lade phon
        ismus loser gramm chung lende volle esse rant source ration losere tand merz rift eilung"""
    ),
    starters=words(
        """ich wir er sie es man ihr du dann da das hab habe haben hat hatte hatten war waren ist sind wurde wurden wird werden
        bin"""
    ),
    resumers=words("da der die das den dem davon damit dafuer darauf daran dazu dabei sowas so"),
    negations=words(
        """nicht nich net nichts nix kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden niemandem
        ohne weder"""
    ),
    no_negation={
        "nicht": words("nur bloss zuletzt wahr umsonst sicher"),
        "kein": words("wunder scherz witz problem ding zweifel"),
        "keine": words("frage ahnung"),
        "nichts": words("anderes"),
    },
    without=words("ohne"),
    negates_back=words("nicht nich net nie niemals kein keine keinen keinem keiner keines"),
    negates_nouns=words("kein keine keinen keinem keiner keines"),
    pronouns=words("ich wir man es er du ihr sie"),
    alternatives=words("oder"),
    issues=words("problem thema grund ausschlag ausschlaggebend entscheidend hindernis kriterium"),
    refusals=words("nein nee noe"),
    believing=words("glauben denken sagen finden meinen"),
    conditionals=words(
        """wuerde wuerden wuerdest haette haetten waere waeren waer koennte koennten muesste muessten"""
    ),
    imagined=words("wuerde wuerden wuerdest haette haetten koennte koennten"),
    perfects=frozenset(),
    wishing=words("gut schoen toll super besser hilfreich noetig sinnvoll gewesen geworden"),
    general=frozenset(),
    past=frozenset(),
    saying=words(
        """sagen behaupten meinen schaetzen wuenschen gern gerne lieber moegen empfehlen weiterempfehlen wieder jederzeit"""
    ),
    habits=frozenset(),
    conditions=words("wenn falls"),
    asking=frozenset(),
    verb_first=True,
    others=words(
        """neffe nichte schwager schwaegerin tante onkel cousin nachbar bruder schwester bekannter bekannte nachbarfirma
        nachbarbetrieb"""
    ),
    rivals=words("konkurrenz mitbewerber wettbewerber konkurrent"),
    places=words("bei beim"),
    genitives=words("der des"),
    many=words("viele vielen andere anderen anderer meisten manche manchen einige einigen"),
    groups=words("firma betrieb unternehmen leute mensch mittelstaendler handwerker verein"),
    first_persons=words("ich wir mir mich uns"),
    telling=words("empfehlen weiterempfehlen erzaehlen raten schwaermen sagen zeigen"),
    compounds=True,
)  # fmt: skip
