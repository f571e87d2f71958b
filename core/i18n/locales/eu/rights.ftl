## Not yet re-read by a speaker

record-kind-listing = iragarkia
record-kind-capacity = toki kopurua
record-kind-claim = toki-eskaera
record-kind-decision = eskaera baten erantzuna
record-kind-check = zenbaketa
record-kind-feeling = nola dagoen pertsona
record-kind-consent = baimena
record-kind-handover = entrega-agiria
record-kind-message = mezua
record-kind-incident = gorabehera
record-kind-media = argazkia edo soinua
record-kind-access = ikuste-oharra
record-kind-score = emaitza
record-kind-draft = hemen idatzitako mezua
record-kind-other = beste zerbait
erase-would = Hau ezabatuko litzateke. Pertsona: { $name }.

erase-done = Gailu honetatik behin betiko ezabatu da. Pertsona: { $name }.

erase-space = { $space }: fitxak eta oharrak { $documents }, datuak { $facts }, argazkiak eta soinuak { $photos }

# $n (Number) incidents that waited for a space of a staff
erase-kept = { $n ->
    [0] Gailu honetan ez zegoen pertsona honi buruzko gertakaririk.
    [one] Gailu honetan zain zegoen gertakari bat
   *[other] Gailu honetan zain zeuden { $n } gertakari
}
record-place-device = gailu hau

erase-shared-photos = { $n ->
    [0] Argazki batean ere ez dago beste inor.
    [one] Argazki batean beste pertsona batzuk ere badaude. Denontzat ezabatzen da.
   *[other] { $n } argazkitan beste pertsona batzuk ere badaude. Denontzat ezabatzen dira.
}

erase-rosters = { $n ->
    [0] Pertsona ez dago parte-hartzaileen zerrenda batean ere.
    [one] Pertsona parte-hartzaileen zerrenda batetik kentzen da.
   *[other] Pertsona { $n } zerrendatatik kentzen da.
}

erase-not-allowed = { $space }: hemen arduradun nagusiak edo administratzaileak bakarrik ezaba dezake. Eskatu hari.

erase-confirm = Oraindik ez da ezer ezabatu. Egiteko, abiarazi agindu bera --yes aukerarekin. Hori ezin da desegin.
erase-goes-on = Zerbitzariak eta beste gailuek jakiten dutenean ezabatzen dute. Abiarazi ekin sync. Sarera inoiz itzultzen ez den gailuak duena gordetzen du. Zerbitzariaren babeskopiek 30 egunez gorde dezakete.
erase-history = { $space }: zati batek ez zuen gako propiorik. Gailu batek ere ez du gehiago erakusten. Zifratuta geratzen da zerbitzariaren historian, eta askok idatzitako testuen historian, hurrengo amaiera-puntura arte. Kendu lehenik izena testu partekatuetatik, eta abiarazi « ekin space checkpoint --now --prose ». Bestela, egun baten buruan egiten da.

named-some = Pertsona hau oraindik izendatuta dago hemen. Irakurri toki bakoitza, eta zuzendu:
named-none = Pertsona hau ez dago izendatuta gailu honetako beste inon.
named-one = { $space }, { $what } { $id }, { $at }

error-erased = Hau behin betiko ezabatu da. Ezabatutakoa ez da itzultzen: egin berri bat.
change-erase = Ezabatze bat jakinarazteko.
cli-erase = Pertsona bati buruz gordetako guztia behin betiko ezabatu (DBEO, 17. artikulua)
cli-person = Pertsona: izena, edo identifikatzailearen hasiera
cli-erase-yes = Benetan ezabatu; bestela, zer ezabatuko litzatekeen erakutsi bakarrik
export-title = Gordetakoa. Pertsona: { $name }

export-why = Zure datuen kopia bat izateko eskubidea duzu (DBEO, 15. eta 20. artikuluak). Datu berberak alboan daude, programentzako fitxategietan.
export-facts = Idatzita dagoena
export-fact-line = { $what }, { $when }, { $who }: { $said }

export-rest = Hemen ez dagoena
export-shared = { $n ->
    [0] Argazki guztiak hemen daude.
    [one] Argazki batean beste pertsona batzuk ere badaude. Eskatu lantaldeari.
   *[other] { $n } argazkitan beste pertsona batzuk ere badaude. Eskatu lantaldeari.
}

export-away = { $n ->
    [0] Ez da argazkirik falta gailu honetan.
    [one] Argazki bat ez dago gailu honetan. Abiarazi ekin sync, eta hasi berriro.
   *[other] { $n } argazki ez daude gailu honetan. Abiarazi ekin sync, eta hasi berriro.
}

export-closed = Gailu honek ezin du ezer eman espazio hauetatik: { $spaces }. Eskatu haien lantaldeari.

export-named = Beste batzuek beren testuetan izendatzen zaituzte, hemen:
export-letters = Letra batzuk ez daude paper honen letra-tipoan: kodearen bidez idatzita daude, kakotx artean (U+…). Testu zehatza JSON fitxategietan dago, ondoan.
export-written = Gailu honek gordetako guztia fitxategi honetan dago: { $file }. Pertsona: { $name }. Gorde ongi: ez dago zifratuta.

cli-export-person = Pertsona bati buruz gordetako guztia eraman: zip bat JSON, argazki eta PDFarekin (DBEO, 15. eta 20. artikuluak)
cli-export-to = Idatzi beharreko zip fitxategia
retention-none = Oraingoz ez dago ezer ezabatzeko espazio honetan.
retention-goes = { $what } « { $title } »: noiz ezabatuko da: { $day }.

retention-due = { $what } « { $title } »: ezabatzeko dago, egun honetatik: { $day }.

retention-rule = { $n ->
    [0] { $what }: egunean bertan ezabatzen da.
    [one] { $what }: egun batez gordetzen da.
   *[other] { $what }: { $n } egunez gordetzen da.
}

retention-ran = { $n ->
    [0] Ez zegoen ezer ezabatzeko.
    [one] Gauza bat ezabatu da. Zerbitzariak eta beste gailuek jakiten dutenean ezabatzen dute.
   *[other] { $n } gauza ezabatu dira. Zerbitzariak eta beste gailuek jakiten dutenean ezabatzen dute.
}

retention-by-law = Gorabeherak ez dira berez ezabatzen: lege batek gordetzea eska dezake. Erabaki arduradunarekin.
cli-retention = Zenbat denboraz gordetzen den, zer ezabatuko den eta noiz
cli-retention-show = Erakutsi zer ezabatuko den, eta noiz
cli-retention-run = Epea igarota duena ezabatu
