## Not yet re-read by a speaker

outing-made = Irteera prestatuta: { $name }
outing-over-already = Egun hori igaro da: { $day }. Egiaztatu eguna eta urtea, eta zuzendu: ekin outing edit start=UUUU-HH-EETOO:MM

outing-empty = Ez dago irteerarik hemen. Prestatu bat, adibidez: ekin outing new title=Museoa start=2026-12-05T14:00

outing-kept-until = Hau guztia ezabatuko da. Noiz: { $day }.

outing-closed = Irteera amaitu da. Larrialdi-fitxak itxita daude.

outing-closed-kept = { $n ->
    [0] Etxeak ez du ezer berririk gordetzeko.
    [one] Etxeak pertsona baten parte-hartzea gorde du.
   *[other] Etxeak { $n } pertsonaren parte-hartzea gorde du.
}

outing-closing-now = Irteera gailu bakoitzetik ezabatuko da, hurrengo konexioan.

outing-ended = { $n ->
    [0] { $name }: irteera amaitu da, eta gailu honetatik ezabatuta dago.
    [one] { $name }: irteera amaitu da, eta gailu honetatik ezabatuta dago. Hemen idatzitako gauza bat bidali gabe zegoen eta galdu da.
   *[other] { $name }: irteera amaitu da, eta gailu honetatik ezabatuta dago. Hemen idatzitako { $n } gauza bidali gabe zeuden eta galdu dira.
}

outing-past = { $title }. Noiz: { $day }. Parte hartu dute: { $here }. Abisatu dute: { $excused }. Ez dira etorri: { $absent }. Tokirik gabe: { $missed }

outing-past-title = Amaitutako irteerak, etxeak gordeta:

outing-invited = Erakutsi esteka hau aurrez aurre. Behin bakarrik balio du.

outing-no-row = Egitarauan ez dago hau: « { $given } ». Hauek daude: { $names }

outing-no-row-yet = Egitarauan ez dago hau: « { $given } ». Gehitu, adibidez: ekin outing edit { $example }

outing-no-house = Esan zein etxetako irteera den --space aukerarekin, edo eman zerbitzari bat --relay aukerarekin.

outing-not-own-space = Egitarau hau ez dago irteera baten espazioan: irteera bakarrik ezabatzen da.

ready-title = Abiatu aurretik:

ready-done = Eginda.

ready-to-do = Egiteko.

ready-carers = Arduradunak: { $there }. Behar direnak: { $needed }. { $state }

ready-authorised = Baimen guztiak dituzte: { $there }. Guztira: { $needed }. { $state }

ready-packed = Prest dauden gauzak: { $there }. Guztira: { $needed }. { $state }

ready-vehicles = Ibilgailuetako tokiak: { $there }. Behar direnak: { $needed }. { $state }

sight-title = Nork zer ikusten duen:

sight-plan = egitaraua

sight-people = izenak, taldeak, nor dagoen

sight-card = larrialdi-fitxa, arrazoi batekin: gordeta geratzen da

sight-authorisations = baimenak

sight-closed = Fitxaren gainerakoa arrazoi batekin irekitzen da: ekin card open

roster-added = { $n ->
    [0] Ez da inor gehitu.
    [one] Pertsona bat zerrendan dago. Haren fitxatik behar dena kopiatuta dago.
   *[other] { $n } pertsona zerrendan daude. Haien fitxetatik behar dena kopiatuta dago.
}

roster-removed = { $n ->
    [0] Ez da inor kendu.
    [one] Pertsona bat zerrendatik kendu da.
   *[other] { $n } pertsona zerrendatik kendu dira.
}

roster-empty = Oraindik ez dago inor zerrendan.

roster-no-card = ez dago fitxarik hemen

roster-no-profile = Pertsona honek ez du fitxarik gailu honetako etxeetan: « { $name } ». Egin lehenago: ekin doc new profile

roster-not-expected = Pertsona hau ez dago zerrendan: « { $name } ».

authorise-line = { $name }: { $what }. { $state }

authorise-not-needed = Berak erabakitzen du.

authorise-signed = Sinatuta.

authorise-open = { $n ->
    [0] Gaur sinatu behar da: { $due }.
    [one] Sinatzeko azken unea: { $due }. Egun bat falta da.
   *[other] Sinatzeko azken unea: { $due }. { $n } egun falta dira.
}

authorise-late = Berandu: sinatzeko azken unea { $due } zen.

authorise-ended = Sinadura irteera amaitu aurretik iraungitzen da.

authorise-refused = Ez da onartu.

authorise-ask-parents = Eskatu gurasoei.

authorise-ask-service = Eskatu haurrak babesteko zerbitzuari.

authorise-ask-guardian = Eskatu pertsonari eta haren ordezkariari.

authorise-ask-curator = Eskatu pertsonari, kuradorearekin batera.

authorise-ask-supports = Eskatu pertsonari, laguntza ematen diotenekin batera.

authorise-ask-house = Galdetu etxean nork erabakitzen duen pertsona honekin.

authorise-noted = Gordeta dago: baimena emanda.

authorise-refusal-noted = Gordeta dago: baimenik ez.

authorise-nothing = Ez dago ezer sinatzeko irteera honetarako.

packing-line = { $name }: { $n }. Norentzat: { $who }

packing-packed = prest

packing-to-pack = prestatzeko

packing-empty = Ez dago ezer idatzita eramateko.

handover-offered = { $names }. Lehen: { $from }. Orain: { $to }. Ez du oraindik baieztatu: { $to }. Arduraduna oraindik: { $from }.

handover-signed = { $names }. Lehen: { $from }. Orain: { $to }. Biek baieztatu dute.

handover-changed = { $names }. Lehen: { $from }. Orain: { $to }. Baieztapenaren ondoren aldatu da. Berriro baieztatu behar du: { $to }.

handover-refused = { $names }. Lehen: { $from }. Orain: { $to }. Ez du onartu: { $to }. Arduraduna oraindik: { $from }.

handover-made = Taldearen ardura aldatzen da. Baieztatu beste telefonoan ere: ekin check take

handover-none = Ez da talderik arduradunez aldatu.

handover-nobody = Esan nor aldatzen den arduradunez: talde bat edo pertsonak.

handover-not-to = Gailu honek ezin du talderik hartu: { $number }. Aukeratu taldeko beste kide batena. Ikusi « ekin member list ».

handover-nothing = Ez dago ezer gailu honek baieztatzeko.

handover-several = Talde bat baino gehiago baieztapenaren zain dago. Esan zein, identifikatzailearen hasieraz: ekin check handovers

handover-others = Talde hau beste gailu bati ematen zaio.

document-field-packed = prest

cli-trip = Irteerak: prestatu, abiatu, amaitu

cli-trip-new = Irteera bat prestatu, bere espazioan

cli-trip-list = Gailu honetako irteerak, eta etxeak gordetzen dituenak

cli-trip-show = Irteera bat: zer falta den abiatu aurretik, nork zer ikusten duen

cli-trip-edit = Egitaraua aldatu

cli-trip-invite = Norbait irteera honetara bakarrik gonbidatu

cli-trip-roster = Nor datorren: zerrenda ikusi, edo pertsonak gehitu

cli-trip-people = Zerrendan jartzeko pertsonak; izenik gabe, zerrenda

cli-trip-group = Taldea: egitarauko lerro bat, edo - bat ere ez

cli-trip-remove = Kendu, gehitu beharrean

cli-trip-packing = Zer eraman: zerrenda ikusi, edo gauzak gehitu

cli-trip-things = Gauzak: hitz bat, edo piktograma baten izena, adibidez umbrella; ezer gabe, zerrenda

cli-trip-pictogram = Phosphor piktograma baten izena

cli-trip-count = Zenbat

cli-trip-for = Norentzat: each, group edo carers

cli-trip-done = Prest dago

cli-trip-not-done = Ez dago prest

cli-trip-authorise = Sinatu beharrekoa: ikusi, edo sinadura bat gorde

cli-trip-what = Zer: outing, transport, swimming, abroad, overnight, alone, medicines, care edo photo

cli-trip-by = Nork sinatu duen

cli-trip-until = Azken eguna, UUUU-HH-EE

cli-trip-refused = Ez da onartu

cli-trip-close = Irteera bat amaitu: etxeak nor egon den gordetzen du, gainerakoa bere egunean ezabatzen da

cli-trip-now = Irteera orain ezabatu, bere eguna itxaron gabe

cli-trip-house = Irteerak zein etxeren zerbitzaria erabiltzen duen

cli-trip-role = Zer gisa: volunteer, educator, moderator, admin

cli-check-hand = Talde bat taldeko beste kide bati eman: biek baieztatzen dute

cli-check-take = Talde bat hartzen dela baieztatu

cli-check-handovers = Nork nor nori eman dion, eta nork baieztatu duen

cli-check-group = Taldea: egitarauko lerro bat

cli-check-to = Taldea hartzen duen gailuaren zenbakia

cli-check-refuse = Ez hartu

cli-check-handover-id = Ematen denaren identifikatzailearen hasiera

change-retire = Ezabatu beharreko irteera.

seats-pending = Eskaera telefono honetan idatzita dago: oraindik ez da ziurra.

seats-buddy-without = Pertsona berria. Hau zen laguna: { $name }. Oraindik ez du tokirik.

seats-pick-up-at = Bilgunea: { $place }, { $time }

seats-in-vehicle = Ibilgailua: { $name }

seats-vehicle = { $name }. Tokiak: { $there }. Hartuta: { $taken }

seats-vehicle-open = { $name }. Pertsonak: { $taken }. Toki kopurua ez dago esanda

seats-vehicle-over = { $n ->
    [0] { $name }: ez dago inor gehiegi.
    [one] { $name }: pertsona bat gehiegi. Ez da inor aldatu: erabaki elkarrekin.
   *[other] { $name }: { $n } pertsona gehiegi. Ez da inor aldatu: erabaki elkarrekin.
}

seats-step = { $time }, { $name }: { $what }

seats-did-capacity = toki kopurua, { $what }

seats-did-ask = eskaera, { $party }, { $what }

seats-did-withdraw = eskaera kenduta, { $party }

seats-did-accept = onartuta, { $party }

seats-did-decline = ez da onartu, { $party }

seats-did-undo = erabakia desegin da, { $party }

cli-seat-history = Nork zer aldatu duen, eta noiz

cli-seat-vehicle = Ibilgailua: egitarauko lerro bat, beste etxe batena ere bai
