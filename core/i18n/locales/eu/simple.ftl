## Simple mode: what a resident sees and hears

simple-hello = Kaixo, { $name }
simple-who = Nor zara?
simple-change = Aldatu
simple-secret = Ukitu zure irudia
simple-listen = Entzun
simple-stop = Isildu
simple-next = Hurrengoa
simple-previous = Aurrekoa
simple-tile-outings = Irteerak
simple-tile-mine = Nire irteerak
simple-tile-wishes = Nire nahiak
simple-tile-photos = Nire argazkiak
simple-tile-feel = Nola nagoen
simple-tile-listen = Nire eguna
simple-go = Joan nahi dut
simple-not-this-time = Oraingoan ez
simple-no-more = Ez dut gehiago nahi
simple-see-outings = Ikusi irteerak
simple-no-outing = Ez dago irteerarik.
simple-no-wish = Oraindik ez dago nahirik hemen.
simple-today = Gaur
simple-tomorrow = Bihar
simple-later = Geroago
simple-over = Eginda
simple-feel-before = Irteera baino lehen
simple-feel-after = Irteeraren ondoren
simple-photo-no-more = Ez dut argazki hau gehiago nahi
simple-photo-sure = Argazki hau denontzat kendu nahi duzu?
simple-photo-remove = Kendu
simple-photo-keep = Utzi dagoen bezala
simple-photo-gone = Argazkia ez dago hemen.
simple-photo-with = Norekin: { $names }
simple-photo = Nire argazkia: { $words }
simple-photo-untitled = Nire argazkia
simple-day = Gaurko eguna: { $day }.
simple-day-none = Gaur ez dago irteerarik.
simple-day-outing = Gaur: { $title }. Ordua: { $hour }.
aloud-by = Nola: { $what }.

## Simple mode: what a carer sees

simple-help = Lantaldearen laguntza
simple-help-hold = Laguntza: sakatu hemen hiru segundoz
simple-pin = Lantaldearen kodea
simple-pin-erase = Ezabatu
simple-pin-typed = { $n ->
    [0] Ez da zifrarik idatzi
    [one] Zifra bat idatzita
   *[other] { $n } zifra idatzita
}
simple-pin-wrong = { $n ->
    [0] Kodea ez da zuzena.
    [one] Kodea ez da zuzena. Saiakera bat geratzen da.
   *[other] Kodea ez da zuzena. { $n } saiakera geratzen dira.
}
simple-pin-wait = { $n ->
    [0] Saiatu berriro.
    [one] Itxaron segundo bat, eta saiatu berriro.
   *[other] Itxaron { $n } segundo, eta saiatu berriro.
}
simple-pin-choose = Aukeratu sei zifrako kode bat
simple-pin-again = Idatzi kode bera berriro
simple-pin-other = Bi kodeak ez dira berdinak. Hasi berriro.
simple-pin-kept = Kodea tableta honetan gordeta dago.
simple-setup = Prestatu tableta hau
simple-setup-people = Norentzat da tableta hau?
simple-setup-nobody = Hemen inork ez du fitxarik. Sartu lehenik etxean, eta egin fitxak.
simple-setup-tiles = Zer ikusiko duen. Norentzat: { $name }
simple-setup-reads = Lehen ukituak irakurri, bigarrenak egin
simple-setup-scan = Ekorketa, botoi bakarrarekin
simple-setup-step = Urrats baten iraupena: { $seconds } s
simple-setup-slower = Motelago
simple-setup-faster = Azkarrago
simple-setup-secret = Sartzeko irudi sekretua
simple-setup-no-secret = Irudi sekreturik gabe
simple-setup-code = Aukeratu lantaldearen kodea
simple-setup-other-code = Aldatu lantaldearen kodea
simple-setup-start = Hasi modu erraza
simple-setup-start-more = Kodearekin irteten da, sarerik gabe ere bai.
simple-setup-leave = Irten modu errazetik
simple-setup-return = Itzuli tabletara
simple-setting = Modu erraza

## Simple mode: what cannot be kept

simple-error-pin-form = Kode batek sei zifra ditu.
simple-error-pin-easy = Kode hori errazegi asmatzen da. Aukeratu beste zifra batzuk.
simple-error-pin-memory = Tabletak ez du memoria librerik. Itxi beste aplikazio batzuk, eta saiatu berriro.
simple-error-no-pin = Aukeratu lehenik lantaldearen kodea. Hori gabe ezin da modu errazetik irten.
simple-error-tiles = Aukeratu bi irudi eta sei artean pertsona bakoitzarentzat.
simple-error-step = Urrats batek segundo erdia eta bost segundo artean irauten du.
simple-error-residents = Aukeratu lehenik norentzat den tableta hau.
