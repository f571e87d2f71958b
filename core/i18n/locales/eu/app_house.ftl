## Houses, outings and those who belong to them

# $n (Number) how many
# $what (String) the thing
app-outing-things = { $what }, guztira { $n }

# $all (Number) seats in all
# $taken (Number) seats that somebody has
# $likely (Number) seats that somebody is likely to get
# $free (Number) seats that nobody asked for
app-seats-sentence = { $all ->
    [0] Tokirik ez
    [one] Toki bat
   *[other] { $all } toki
}: { $taken ->
    [0] hartutakorik ez
    [one] bat hartuta
   *[other] { $taken } hartuta
}, { $likely ->
    [0] ziurtatu gabekorik ez
    [one] bat ziurtatu gabe
   *[other] { $likely } ziurtatu gabe
}, { $free ->
    [0] librerik ez
    [one] bat libre
   *[other] { $free } libre
}.

# $taken (Number) seats that somebody has
# $likely (Number) seats that somebody is likely to get
app-seats-open = Tokiak mugarik gabe: { $taken ->
    [0] hartutakorik ez
    [one] bat hartuta
   *[other] { $taken } hartuta
}, { $likely ->
    [0] ziurtatu gabekorik ez
    [one] bat ziurtatu gabe
   *[other] { $likely } ziurtatu gabe
}.

# $all (Number) places for a wheelchair
# $free (Number) of them that nobody asked for
app-seats-wheelchair = { $all ->
    [0] Gurpil-aulkirako tokirik ez
    [one] Gurpil-aulkirako toki bat
   *[other] Gurpil-aulkirako { $all } toki
}, { $free ->
    [0] librerik ez
    [one] bat libre
   *[other] { $free } libre
}.

app-members-me = gailu hau
app-members-me-named = { $name }, gailu hau

# $role (String) a role
app-members-invite-waits = Gonbidapena prest: { $role }. Zerbitzariak jasotzean balioko du.

# $device (String) a device
# $role (String) a role
app-members-approve-waits = { $device }: sarbidea emanda, { $role }. Zerbitzariak jasotzean balioko du.

# $device (String) a device
app-members-remove-waits = { $device }: hemen kenduta. Zerbitzariak jasotzean balioko du.

## Answering an ad

app-answer-title = Zure erantzuna
app-answer-come = Banator
app-answer-help = Laguntzen dut
app-answer-interested = Interesatzen zait
app-answer-other = Beste erantzun bat
app-answer-maybe = Agian
app-answer-not = Oraingoan ez
app-answer-words = Mezu bat
app-answer-name = Zure izena
app-answer-text = Lantaldearentzako hitz batzuk, nahi baduzu
app-answer-seats = Tokiak
app-answer-wheelchair = Gurpil-aulkirako tokiak
app-answer-send = Bidali erantzuna
app-answer-done = Zure erantzuna telefono honetan dago. Sarea dagoenean bidaliko da.
app-answer-private = Lantaldeak bakarrik irakurriko du zure erantzuna.
app-mine-answers = Nire erantzunak
app-mine-correct = Zuzendu

# $what (String) what is counted
app-number-more = { $what }: bat gehiago

# $what (String) what is counted
app-number-less = { $what }: bat gutxiago

## A text that names care

app-care-title = Testu honek agian norbaiten osasuna aipatzen du
app-care-mend = Zuzendu testua
app-care-sure = Ez da hala: bidali

## Home of the house, what waits

app-house-todo = Egiteko
app-house-open = Ikusi irteera
app-house-members = Kideak eta gailuak
app-house-answers = Jasotako erantzunak
app-house-people = Pertsonak
app-house-notes = Oharrak
app-house-staff = Lantaldearentzat bakarrik
app-bar-disputed = { $n ->
    [one] Desadostasun bat: begiratu elkarrekin
   *[other] { $n } desadostasun: begiratu elkarrekin
}

# $n (Number) ads
app-house-to-read = { $n ->
    [0] Berrikusteko iragarkirik ez
    [one] Iragarki bat berrikusteko
   *[other] { $n } iragarki berrikusteko
}

# $n (Number) places in which two people wrote
app-house-two = { $n ->
    [0] Inork ez du aldi berean idatzi
    [one] Bi pertsonak idatzi dute: erabaki bat hartzeko
   *[other] Bi pertsonak idatzi dute: { $n } erabaki hartzeko
}

# $n (Number) answers
app-house-answers-wait = { $n ->
    [0] Irakurtzeko erantzunik ez
    [one] Erantzun bat irakurtzeko
   *[other] { $n } erantzun irakurtzeko
}

## Answers that came in

app-in-none = Ez dago ezer irakurtzeko oraingoz.
app-in-asked = Etxekoen nahiak
app-in-pass = Helarazi etxearen izenean
app-in-keep = Ez helarazi
app-in-because = Zergatik?
app-in-aside = Utzi alde batera
app-in-reply = Erantzun

## An outing

app-outing-ready = Abiatzeko prest?
app-outing-done = Eginda
app-outing-todo = Egiteko
app-outing-people = Pertsonak
app-outing-seats = Tokiak
app-outing-urgent = Larrialdia
app-outing-packing = Eraman beharrekoak
app-outing-add-thing = Gehitu gauza bat
app-outing-add = Gehitu
app-outing-papers = Baimenak
app-outing-plan = Plana

# $when (String) a day and an hour
app-outing-kept = Noiz ezabatuko den: { $when }.

app-outing-sign = Sinatuta dago
app-outing-signed-by = Nork sinatu du?
app-outing-not-for-you = Lantaldeak bakarrik ikusten ditu pertsonak.
app-outing-nobody = Inor ez zerrendan.

## Places

app-seats-front = aurrea
app-seats-note = Marrazki honek tokiak zenbatzen ditu. Ez du esaten nor non eseriko den.
app-seats-held = Hartuta
app-seats-likely = Ziurtatu gabe
app-seats-waits = Itxaron-zerrenda
app-seats-gone = Onartu gabeak edo kenduak

# $party (String) who asks
app-seats-accept = Onartu: { $party }

# $party (String) who asks
app-seats-decline = Tokirik ez: { $party }

# $party (String) who asks
app-seats-undo = Desegin: { $party }

app-seats-history = Nork zer aldatu duen
app-seats-nothing-moves = Ez da inor kendu: erabaki elkarrekin.
app-seats-later = Ziurtatu gabe. Zerbitzariak jasotzean izango da ziurra.

# $n (Number) place in the queue
app-seats-number = Zenbakia: { $n }

## The emergency card

app-card-why = Zergatik ireki fitxa hau?
app-card-will = Fitxa ireki izana jasota geratuko da.
app-card-noted = Fitxa ireki izana jasota geratu da.
app-card-emergency = Larrialdia
app-card-care = Aurreikusitako arreta
app-card-preparation = Prestaketa
app-card-never = Ez eman

# $number (String) a number
app-card-call = Deitu { $number } zenbakira

# $number (String) a number
app-card-text = { $number }, SMS bidez

# $number (String) a number
app-card-medical = { $number }, osasun larrialdiak

# $number (String) a number
app-card-fire = { $number }, suhiltzaileak

# $number (String) a number
app-card-police = { $number }, polizia

# $number (String) a number
app-card-violence = { $number }, emakumeen aurkako indarkeria

# $number (String) a number
app-card-suicide = { $number }, suizidio ideiak

app-card-two = Bi pertsonak idatzi dute. Zuhurrena lehena da.

# $country (String) code of a country
app-card-country = Zenbakiak: { $country }

# $name (String) a person
app-card-of = Fitxa: { $name }

app-card-whom = Norena?

## Members and devices

app-members-arrivals = Sartzeko eskatzen dute
app-members-people = Kideak

# $name (String) a device
app-members-let-in = Onartu: { $name }

# $when (String) a day and an hour
app-members-seen = Ikusita: { $when }

app-members-unseen = Oraindik ikusi gabe

# $when (String) a day and an hour
app-members-until = Noiz arte: { $when }

app-members-invite = Gonbidatu

# $name (String) a device
app-members-remove = Kendu: { $name }

# $name (String) a device
app-members-ask = « { $name } » kendu nahi duzu?

app-members-ask-more = Aurrerantzean ez du ezer jasoko. Irakurri duena ezin zaio kendu.
app-members-yes = Kendu
app-members-no = Utzi
app-members-name = Jarri izena: { $name }
app-members-rename = Aldatu izena: { $name }
app-members-name-field = Gailuaren izena
app-members-name-hint = Adibidez: « Aneren telefonoa ». Etxe osoak irakurriko du izen hori, gailuak egindakoarekin batera.
app-members-name-keep = Gorde izen hau
app-members-name-leave = Utzi
app-members-waits = Zerbitzariaren zain
app-members-unprotected = Oraindik ez dago berreskuratze-orririk.
app-members-protected = Orri batek etxea berriro irekitzen du.
app-invite-role = Zer egin ahal izango du pertsona honek?
app-invite-educator = Hezitzailea: irteerak prestatzen eta gidatzen ditu
app-invite-volunteer = Boluntarioa: irteera batean laguntzen du
app-invite-resident = Etxeko pertsona baten tableta
app-invite-admin = Arduraduna: jendea gonbidatzen eta kentzen du
app-invite-reader = Irakurtzeko soilik
app-invite-show = Erakutsi kodea

# $when (String) an hour
app-invite-once = Behin bakarrik balio du. Noiz arte: { $when }.

app-invite-face = Erakutsi aurrez aurre. Pertsona sarerik gabe sar daiteke.
app-invite-type = Edo idatzi kode hau
app-invite-picture = Eskaneatzeko marrazkia: gailu baterako gonbidapena

## The recovery code

app-recovery-title = Berreskuratze-kodea
app-recovery-why = Telefono guztiak galtzen badira, orri honek etxea berriro irekitzen du.
app-recovery-make = Prestatu orria
app-recovery-making = Ekin hitzak prestatzen ari da. Segundo batzuk behar ditu.
app-recovery-write = Idatzi hamabi hitz hauek orri batean, ordenan. Ekinek ez ditu berriro erakutsiko.
app-recovery-have = Badut orria
app-recovery-type = Idatzi zure orriko hamabi hitzak
app-recovery-check = Egiaztatu
app-recovery-good = Ondo dago. Gorde orria giltzapean.
app-recovery-again = Prestatu beste orri bat

## Two versions

# $what (String) what one of them wrote
app-two-keep = Gorde: { $what }

app-two-none = Inork ez ditu bi gauza desberdin idatzi.
app-two-later = Ez dago presarik: biak gordeta daude.
app-two-settled = Lehendik aukeratuta
app-two-shown = Bitartean erakusten dena
app-two-careful = Zuhurrena lehena da.

## Reading again

app-read-title = Berrikusteko
app-read-none = Dena berrikusita dago.
app-read-publish = Argitaratu
app-read-refuse = Ez onartu, arrazoia emanda
app-read-why = Zergatik?
app-read-ask = Egin galdera bat
app-read-question = Zure galdera
app-read-send = Bidali galdera

## The week

app-nav-week = Nire astea
app-week-before = Aurreko astea
app-week-after = Hurrengo astea

# $n (Number) other listings of that day
app-week-others = { $n ->
    [0] Besterik ez hemen inguruan
    [one] Beste iragarki bat egun horretan
   *[other] Beste { $n } iragarki egun horretan
}

app-week-today = Gaur
app-week-reminders = Gogorarazpenak

## Needs

app-needs-title = Nire beharrak
app-needs-here = Esan zer behar duzun. Telefono honetan geratzen da.
app-needs-see = Ikusi iragarkiak
app-needs-all = Iragarki hauek zure behar guztiei erantzuten diete.
app-needs-maybe = Iragarki hauek ez dute dena esaten. Galdetu joan aurretik.
app-needs-fits-none = Ez dago zure behar guztiei erantzuten dien iragarkirik.

# $n (Number) listings
# $what (String) a need
app-needs-unsaid = { $n ->
    [0] Iragarki guztiek erantzuten dute: { $what }
    [one] Iragarki batek ez du ezer esaten: { $what }
   *[other] { $n } iragarkik ez dute ezer esaten: { $what }
}

app-needs-show = Erakutsi

# $n (Number) listings
# $what (String) a need
app-needs-less = { $n ->
    [0] Hau gabe ere ezer ez: { $what }
    [one] Iragarki bat hau gabe: { $what }
   *[other] { $n } iragarki hau gabe: { $what }
}

## People, notes, moments

app-person-consents = Baimenak
app-person-openings = Nork ireki duen fitxa
app-person-care = Zaintza: lantaldearentzat
app-person-want = Nahi bat
app-person-add-want = Gehitu nahi bat
app-person-disagree = Esandakoak ez datoz bat. Galdetu.
app-notes-none = Oraindik oharrik ez.
app-notes-new = Idatzi ohar bat
app-notes-heading = Izenburua
app-notes-text = Zure oharra
app-notes-keep = Gorde oharra
app-moments-title = Uneak
app-moments-none = Oraindik ez dago argazkirik, ezta soinurik ere.
app-moments-here = Telefono honetan bakarrik.
app-moments-unnamed = Esan lehenik nor agertzen den.

# $n (Number) people without a name
app-moments-others = { $n ->
    [0] Denek dute izena
    [one] Pertsona bat izenik gabe
   *[other] { $n } pertsona izenik gabe
}

# $who (String) an audience
app-moments-share = Partekatu. Norekin: { $who }

# $who (String) an audience
app-moments-shared = Partekatuta. Norekin: { $who }

app-moments-hidden = Une hau ezkutatuta dago denontzat. Ezabatu egingo da.
app-moments-remove = Kendu une hau

## What a device lacks

app-voice = Ahotsa
app-voice-missing = Hemen ez dago euskarazko ahotsik. Ekinek ahots frantses batekin irakurtzen du. Gehitu euskarazko ahots bat gailuaren ezarpenetan.
app-voice-none = Hemen ez dago ahotsik: ez da ezer irakurriko. Gehitu bat gailuaren ezarpenetan.
