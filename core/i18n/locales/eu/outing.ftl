## Not yet re-read by a speaker

outing-none = Ez dago izen horretako irteerarik hemen. Sortu bat: « ekin outing new ».
outing-several = Irteera bat baino gehiago dago hemen. Esan zein den --outing aukerarekin. Ikusi « ekin outing list ».
outing-no-person = Hemen inork ez du izen hori: « { $name } ». Ikusi parte-hartzaileen zerrenda, edo egin lehenago pertsona horren fitxa.
outing-words = Hitz horiek hutsik daude, luzeegiak dira edo irakurri ezin diren ikurrak dituzte. Idatzi beste era batera.
seats-none-asked = Esan zenbat toki, edo norentzat.
seats-claimed = Tokia eskatuta dago. Oraindik ez da ziurra.
seats-withdrawn = Eskaera kenduta.
seats-accepted = Tokia onartuta dago.
seats-declined = Eskaera ez da onartu.
seats-undone = Erabakia desegin da.
seats-asked-again = Eskaera berriz dago indarrean.
seats-capacity-set = Toki kopurua gordeta.
seats-free = { $n ->
    [0] Beteta
    [one] Toki bat libre
   *[other] { $n } toki libre
}
seats-no-limit = Toki kopurua ez dago mugatuta
seats-free-wheelchair = { $n ->
    [0] Gurpil-aulkirako tokirik ez
    [one] Gurpil-aulkirako toki bat
   *[other] Gurpil-aulkirako { $n } toki
}
seats-free-companions = { $n ->
    [0] Laguntzailearentzako tokirik ez
    [one] Laguntzailearentzako toki bat
   *[other] Laguntzaileentzako { $n } toki
}
seats-over = { $n ->
    [0] Denentzat dago tokia.
    [one] Tokiak baino pertsona bat gehiago dago. Ez da inor kendu: erabaki elkarrekin.
   *[other] Tokiak baino { $n } pertsona gehiago daude. Ez da inor kendu: erabaki elkarrekin.
}
seats-capacity-conflict = Bi pertsonak toki kopuru desberdina idatzi dute. Txikienak balio du. Erabaki elkarrekin.
seats-carers-missing = { $n ->
    [0] Badaude arduradun nahikoak.
    [one] Arduradun bat falta da.
   *[other] { $n } arduradun falta dira.
}
seats-demand = { $seats } + gurpil-aulkia: { $wheelchair } + laguntzailea: { $companions }
seats-standing-held = tokia onartuta
seats-standing-provisional = tokia hemen onartuta, oraindik ez da ziurra
seats-standing-over = gehiegi
seats-standing-likely = ziurtatu gabe
seats-standing-waiting = itxaron-zerrenda, zenbakia: { $n }
seats-standing-declined = ez da onartu
seats-standing-withdrawn = kenduta
seats-contested = Bi erabaki desberdin. Bai: { $yes }. Ez: { $no }.
seats-priority = Lehentasuna: { $name }. Aurrekoan tokirik gabe geratu zen.
seats-buddy = Laguna: { $name }
seats-pick-up = Bilgunea: { $place }
seats-two-people = Bi pertsonak idatzi dute eskaera hau.
seats-empty = Oraindik inork ez du tokirik eskatu.
seats-error-withdrawn = Eskaera hau kenduta dago: « { $party } ». Ez dago zer erabaki. Berriz kontuan hartzeko, egin eskaera berri bat, edo desegin kentzea: ekin seat undo
seats-error-twice = { $name } badago lehendik eskaera batean: « { $party } ». Kendu hura lehenik, edo eskatu pertsona hori gabe.
seats-twice = { $name } beste eskaera batean ere badago: « { $party } ». Kendu bietako bat.
seats-capacity-how-many = Esan zenbat toki dauden: --seats, --wheelchair, --companions edo --no-limit. Esaten ez dena lehen bezala geratzen da.
heads-no-leg = Egitarauak ez du etapa hau: « { $given } ». Hauek ditu: { $names }
heads-no-legs = Egitarauak ez du etaparik. Gehitu bat, adibidez: ekin outing edit legs.a.what=departure
heads-noted = Gordeta dago.
heads-total = { $here } / { $total }
heads-group = { $name }: { $here } / { $total }
heads-with = Norekin: { $name }. Zenbat: { $n }
heads-all-here = Denak hemen daude. Ez da inor falta.
heads-missing = { $n ->
    [0] Ez da inor falta. { $names }
    [one] Pertsona bat falta da: { $names }
   *[other] { $n } pertsona falta dira: { $names }
}
heads-to-count = { $n ->
    [0] Denak zenbatuta daude. { $names }
    [one] Pertsona bat zenbatzeko: { $names }
   *[other] { $n } pertsona zenbatzeko: { $names }
}
heads-more = { $n ->
    [0] Zerrendakoak baino ez daude.
    [one] Pertsona bat gehiago, izena eman gabe
   *[other] { $n } pertsona gehiago, izena eman gabe
}
heads-dispute = { $person }: bi zenbaketak ez datoz bat. { $here }: « hemen dago ». { $gone }: « ez dago ». Joan orain begiratzera.
heads-place = Azken leku ezaguna: { $place }. Noiz eta nork: { $time }, { $name }
heads-excused = Abisatu du: { $names }
heads-seen-present = hemen
heads-seen-absent = ez dago
heads-seen-excused = abisatu du
heads-device = gailua { $number }
card-none = Ez dago fitxarik. Deitu etxera.
card-closed = Irteera amaitu da. Fitxa itxita dago.
card-noted = Irekitze hau gordeta dago.
card-never = Inork ez du fitxa hau ireki.
card-stale = Etxeko azken berrien ondoren alda zitekeen.
card-as-of = Fitxaren eguneratzea: { $when }. Geroztik alda zitekeen.
card-opened = Nork ireki du: { $who }. Zergatik: { $reason }. Noiz: { $time }
card-reason-emergency = larrialdia
card-reason-care = aurreikusitako zaintza
card-reason-preparation = prestaketa
card-reason-other = bestelakoa
card-numbers = Zenbakiak. Herrialdea: { $country }. { $numbers }
card-service-any = { $number } edozein larrialdi
card-service-medical = { $number } SAMU, osasun-larrialdiak
card-service-fire = { $number } suhiltzaileak
card-service-police = { $number } polizia
card-service-text = { $number } SMS bidez, entzun edo hitz egin ezin bada
card-service-violence = { $number } emakumeen aurkako indarkeria
card-service-suicide = { $number } suizidio-pentsamenduak
cli-card = Pertsona baten larrialdi-fitxa
cli-card-open = Fitxa ireki: irekitzea eta arrazoia gordetzen dira
cli-card-log = Nork ireki duen fitxa hau
cli-card-reason = Arrazoia
cli-card-country = Zein herrialdetan dagoen telefonoa: FR, ES
cli-seat = Irteera baten tokiak: nork eskatzen duen, nork erabakitzen duen
cli-seat-list = Tokiak, eskaerak eta itxaron-zerrenda
cli-seat-capacity = Esan zenbat toki dauden
cli-seat-claim = Tokiak eskatu
cli-seat-withdraw = Eskaera bat kendu
cli-seat-accept = Eskaera bat onartu
cli-seat-decline = Eskaera bat ez onartu
cli-seat-undo = Erabaki bat desegin
cli-seat-seats = Eserlekuak
cli-seat-wheelchair = Gurpil-aulkirako tokiak
cli-seat-companions = Laguntzaileentzako tokiak
cli-seat-no-limit = Eserlekuen muga kendu
cli-seat-flex = Gurpil-aulkirako toki libre batek eserleku gisa balio du
cli-seat-fill = Talde txiki bat zain dagoen handiago bati aurreratu daiteke
cli-seat-person = Pertsona, izenaz edo identifikatzailearen hasieraz
cli-seat-pick-up = Bilgunea
cli-seat-buddy = Nork laguntzen dion pertsona berriari
cli-seat-missed = Aurrekoan tokirik gabe geratu zen
cli-seat-note = Mezua
cli-seat-because = Arrazoia
cli-seat-party = Taldearen izena: etxe bat, familia bat
cli-seat-id = Eskaeraren identifikatzailearen hasiera
cli-check = Pertsonak zenbatu, etapa bakoitzean
cli-check-list = Nor dagoen, nor falta den, non ez datozen bat bi zenbaketa
cli-check-here = Pertsona hauek hemen daude
cli-check-absent = Pertsona hauek ez daude
cli-check-excused = Pertsona hauek abisatu dute
cli-check-unnamed = Zenbat pertsona dauden izena eman gabe
cli-check-leg = Etapa: egitarauko lerro bat
cli-check-with = Zein hezitzailerekin
cli-check-place = Non, hitz gutxitan
cli-check-number = Pertsona kopurua
cli-outing = Irteera: identifikatzailearen hasiera, bat baino gehiago dagoenean
