## Not yet re-read by a speaker

app-tagline = Elkarrekin bizi
app-welcome-words = Irteerak, laguntza eta maileguak, zure inguruan.
app-welcome-language = Hizkuntza
app-welcome-see = Ikusi Euskal Herriko iragarkiak
app-welcome-see-more = Konturik gabe. Sarerik gabe ere bai.
app-welcome-link = Esteka edo kode bat dut
app-welcome-link-more = Lurralde batena, edo etxe batena
app-welcome-tablet = Prestatu tableta hau pertsona batentzat
app-welcome-tablet-more = Modu erraza, irudiekin eta soinuekin
app-link-title = Sartu lurralde batean
app-link-field = Zure esteka, edo marrazkiaren azpiko kodea
app-link-join = Sartu
app-link-done = Eginda, telefono honetan. Iragarkiak sarearekin iritsiko dira.

app-nav-discover = Aurkitu
app-nav-mine = Nireak
app-nav-house = Etxea
app-nav-settings = Ezarpenak
app-nav-back = Atzera
app-nav-close = Itxi
app-nav-continue = Jarraitu
app-nav-menu = Pantailak

app-fresh = Azken eguneratzea: { $when }.
app-offline = Ez dago sarerik. Dena egin dezakezu: sarea dagoenean bidaliko da.
app-relay-silent = Zerbitzariak ez du erantzuten. Ekin berriro saiatzen ari da.
app-first = Iragarkiak iristen ari dira: { $have } / { $of }. Irakur ditzakezu.
app-first-off = Iragarkiak sarearekin iritsiko dira. Zurea idatz dezakezu.

app-search-hint = Bilatu: museoa, futbola, ordenagailua…
app-search-clear = Garbitu bilaketa
app-filter-wheelchair = Gurpil-aulkia
app-filter-quiet = Lasaia
app-filter-free = Doan
app-section-week = Aste honetan
app-section-needs = Eskaerak
app-section-offers = Eskaintzak
app-section-loans = Maileguan
app-section-later = Geroago
app-see-all = Ikusi dena
app-results = { $n ->
    [0] Ez dago iragarkirik
    [one] Iragarki bat
   *[other] { $n } iragarki
}
app-results-none = Ez dago ezer hitz eta iragazki hauekin. Kendu bat.
app-discover-none = Oraingoz ez dago ezer. Iragarkiak sarearekin iritsiko dira.
app-write-ad = Idatzi iragarki bat

app-listing-listen = Entzun
app-listing-keep = Gorde
app-listing-kept = Gordeta
app-listing-answer = Erantzun
app-listing-call = Deitu { $number } zenbakira
app-listing-mail = Idatzi: { $address }
app-listing-web = Ireki: { $address }
app-listing-no-way = Iragarki honek ez du esaten nola erantzun.
app-listing-access = Irisgarritasuna
app-listing-access-unsaid = Ez dakigu: { $what }
app-listing-gone = Iragarki hau ez dago hemen. Agian kendu dute.
app-two = Bi pertsonak idatzi dute
app-yes = bai
app-no = ez

app-write-step = { $n }. galdera, guztira { $of }
app-write-what = Zer eskaintzen duzu, edo zeren bila zabiltza?
app-write-when = Noiz, eta non?
app-write-who = Zenbat pertsona, eta nola erantzun?
app-write-look = Hona hemen zure iragarkia
app-write-type-activity = Jarduera bat
app-write-type-need = Bila nabil
app-write-type-offer = Eskaintzen dut
app-write-type-loan = Maileguz ematen dut
app-write-title = Izenburua
app-write-body = Esan gehiago, nahi baduzu
app-write-day = Eguna
app-write-day-form = Urtea-hilabetea-eguna, adibidez { $day }
app-write-from = Noiztik
app-write-to = Noiz arte
app-write-weekly = Astero
app-write-hours = Edo esan noiz, zure hitzekin
app-write-place = Lekua
app-write-town = Herria
app-write-seats = Pertsona kopurua
app-write-phone = Telefonoa
app-write-email = Posta elektronikoa
# $when (String) a day with its hours
app-write-every-week = { $when }, astero

app-write-kept = Zirriborroa telefono honetan gordeta dago.
app-write-title-needed = Idatzi lehenik izenburu bat.
app-write-reread = Lantaldeko pertsona batek irakurriko du.
app-write-send = Bidali berrikustera
app-write-public = Iragarkia publikoa da: ez idatzi beste inoren izenik, ezta haren osasunari buruzkorik ere.
app-write-done = Zure iragarkia telefono honetan dago. Sarea dagoenean bidaliko da.

app-pill-draft = Zirriborroa
app-pill-local = Telefono honetan
app-pill-sent = Bidalita
app-pill-received = Iritsita
app-pill-refused = Ez da onartu

app-mine-waiting = { $n ->
    [0] Ez dago ezer zain telefono honetan
    [one] Gauza bat telefono honetan
   *[other] { $n } gauza telefono honetan
}
app-mine-drafts = Amaitzeko
app-mine-ads = Nire iragarkiak
app-mine-kept = Gordetakoak
app-mine-none = Oraingoz ez dago ezer. Zure iragarkiak eta erantzunak hemen egongo dira, sarerik gabe ere bai.
app-mine-try = Saiatu orain

app-count-of = / { $total }
app-count-spoken = { $here } zenbatuta, guztira { $total }
app-count-missing = { $n ->
    [0] Ez da inor falta. { $names }
    [one] Pertsona bat falta da: { $names }
   *[other] { $n } pertsona falta dira: { $names }
}
app-count-more = { $n ->
    [0] { $names }
    [one] { $names }, eta beste bat
   *[other] { $names }, eta beste { $n }
}
app-count-all = Denak hemen daude: { $here } / { $total }.
app-count-dispute = { $name }: ez datoz bat
app-count-here = { $who }: hemen.
app-count-not-here = { $who }: ez dago.
app-count-you = Zuk
app-count-together = Begiratu elkarrekin.
app-count-is-here = Hemen dago
app-count-is-not = Ez dago hemen
app-mark-to-see = Ikusteko
app-mark-here = Hemen
app-mark-not-here = Ez dago
app-mark-excused = Abisatu du
app-mark-disputed = Ez datoz bat
app-count-unnamed = Izenik gabe: { $n }
app-count-unnamed-more = Izenik gabeko pertsona bat gehiago
app-count-unnamed-less = Izenik gabeko pertsona bat gutxiago
app-count-finish = Amaitu zenbaketa hau
app-count-again = Zenbatu berriro
app-count-not-done = Ez abiatu: zenbaketa ez da amaitu.
app-count-last = Azken berriak: { $who }
app-count-undo = Desegin: { $name }
app-count-seen-at = Azken lekua: { $place }
app-count-urgent = Larrialdia

app-house-today = Gaur
app-house-coming = Laster
app-house-none = Gaur ez dago irteerarik.
app-house-count = Zenbatu
app-house-expected = { $n ->
    [0] Ez dago inor zerrendan
    [one] Pertsona bat zerrendan
   *[other] { $n } pertsona zerrendan
}

app-settings-language = Hizkuntza
app-settings-colours = Koloreak
app-settings-light = Argiak
app-settings-dark = Ilunak
app-settings-contrast-light = Kontraste handia, argia
app-settings-contrast-dark = Kontraste handia, iluna

app-failure-closed = Ekin ixten ari da. Ireki berriro.
app-failure-in-use = Ekin irekita dago beste nonbait gailu honetan. Itxi han.
app-failure-busy = Ekin zerbitzariarekin hizketan ari da. Itxaron pixka bat.
app-failure-keys = Ekinek ezin izan du telefonoaren gordailua ireki. Desblokeatu telefonoa, eta ireki Ekin berriro.
app-failure-key-lost = Telefono honen gakoa ez dago. Zure datuak gordeta daude, eta inork ezin ditu irakurri. Abisatu lantaldeari.
app-failure-inner = Ekinek ezin izan du egin. Ez da ezer galdu. Esan kode hau lantaldeari: { $code }
