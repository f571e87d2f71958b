## Not yet re-read by a speaker

conflict-none = Hemen ez dago ezer aukeratzeko: inork ez du beste norbaitek idatzitakoaz bestelakorik idatzi.
conflict-beside = { $one }. { $other }
conflict-missing = Ez dago ezer aukeratzeko izen horrekin: { $id }. Ikusi « ekin conflicts list ».

conflict-says = Bi pertsonak aldatu dute hau: { $what }. { $sides }. Zein gorde nahi duzu?

conflict-says-many = { $n ->
    [0] Inork ez du hau aldatu: { $what }. { $sides }.
    [one] Pertsona batek aldatu du hau: { $what }. { $sides }.
   *[other] { $n } pertsonak aldatu dute hau: { $what }. { $sides }. Zein gorde nahi duzu?
}

conflict-side = { $who }, { $when }: { $value }

conflict-side-undated = { $who }: « { $value } »

# $moment (String) the moment of the outing
conflict-heads = nor dagoen, { $moment }
conflict-heads-whole = nor dagoen, irteera osoan

# $what (String) who, in which outing, at which moment
# $sides (String) each of the `conflict-side` texts
conflict-heads-says = Zenbaketak ez datoz bat: { $what }. { $sides }. Joan orain begiratzera, eta gero aukeratu.

conflict-me = gailu hau
conflict-somebody = beste gailu bat
conflict-nothing = ezer ez
conflict-ended = kenduta
conflict-sealed = hemen ezin da irakurri
conflict-careful = Balio zuhurrena dator lehenik. Zalantzarik baduzu, gorde hori.
conflict-how = Aukeratzeko: ekin conflicts keep { $id } ZENBAKIA { $at }

conflict-kept = Gordeta: { $value }. Zure aukerak besteak ordezten ditu, eta besteek jakingo dute nork aukeratu duen.

conflict-settled = { $what }. Nork aukeratu du: { $who }, { $when }.

conflict-settled-undated = { $what }. Nork aukeratu du: { $who }.

conflict-what = { $title }, { $place }

conflict-said = { $name } { $value }

fact-field-flex = gurpil-aulkiaren tokia eserleku gisa
fact-field-fill = talde txikiago batek aurrea har dezake
fact-field-accepts = erantzuna
fact-field-because = arrazoia
fact-field-seen = ikusita
fact-field-party = taldea
fact-field-withdrawn = eskaera kenduta
fact-field-allows = baimena emanda
fact-field-companions = laguntzaileentzako tokiak
fact-field-audience = nork ikus dezakeen
fact-field-back = itzulera
fact-field-buddy = norekin doan
fact-field-face = aurpegia
fact-field-from = noiztik
fact-field-leg = etapa
fact-field-measures = zer egin den
fact-field-missed = aurrekoan tokirik gabe
fact-field-moment = noiz
fact-field-passed = helarazita
fact-field-pick-up = bilgunea
fact-field-plan = irteera edo materiala
fact-field-purpose = zertarako
fact-field-reply = lantaldearen erantzuna
fact-field-signer = nork esana
fact-field-to = hartzailea, gailua
fact-field-told-by = pertsonari nork esango dion
fact-field-unnamed = izena eman gabekoak
fact-field-vehicle = ibilgailua
fact-field-when = noiz
fact-field-wish = pertsonak dioena
fact-field-with = norekin
fact-field-words = hitzak
cli-conflicts = Bi pertsonak aldi berean aldatutakoa, eta aukeratu
cli-conflicts-list = Aukera baten zain dagoena erakutsi
cli-conflicts-settled = Erakutsi zer aukeratu den, eta nork
cli-conflicts-after = Zerrendaren toki honen ondoren jarraitu
cli-conflicts-keep = Balioetako bat gorde
cli-conflicts-id = Identifikatzailearen hasiera
cli-conflicts-choice = Balioaren zenbakia zerrendan, 1etik hasita, edo haren bertsioaren hasiera
cli-conflicts-field = Eremua, bat baino gehiago badago
conflict-bad-cursor = Hori ez da zerrenda honetako toki bat. Hartu orri baten azken lerroa, edo hasi --after gabe.
