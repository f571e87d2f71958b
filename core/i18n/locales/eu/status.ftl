## Not yet re-read by a speaker

status-territory = Lurraldea: { $name }
status-relay = Zerbitzaria: { $url }
status-role = Zure eginkizuna: { $role }
status-listings = { $n ->
    [0] Ez dago iragarkirik hemen
    [one] Iragarki bat hemen
   *[other] { $n } iragarki hemen
 }
status-conflicts = { $n ->
    [0] Bi bertsioko iragarkirik ez
    [one] Bi bertsioko iragarki bat
   *[other] Bi bertsioko { $n } iragarki
 }
status-size = Gailu honetan hartutako lekua: { $size }
status-home = Datuak: { $path }
role-owner = arduradun nagusia
role-admin = administratzailea
role-moderator = moderatzailea
role-educator = hezitzailea
role-publisher = argitalpena
role-volunteer = boluntarioa
role-resident = egoiliarraren tableta
role-reader = irakurtzeko soilik
device-link = Gailu honen esteka, lurraldearen arduradunari bidaltzeko: { $link }
device-code = Ahoz alderatzeko kodea: { $code }
territory-created = Lurraldea sortu da: { $name }
territory-link = Partekatzeko esteka: { $link }
territory-not-yet = Oraindik inork ezin du sartu: sarea dagoenean, abiarazi « ekin sync ».
join-done = Lurralde honetan sartu zara: { $name }. Iragarkiak jasotzeko, abiarazi « ekin sync ».
leave-done = Lurraldetik irten zara: { $name }. Iragarkiak gailu honetatik ezabatu dira.
publisher-added = Gailu honek argitaratu ahal izango du. Erakundea: { $name }. Zerbitzarira iristean sartuko da indarrean.
publisher-removed = Gailu honek ezin izango du gehiago argitaratu. Erakundea: { $name }. Zerbitzarira iristean sartuko da indarrean.
publisher-withdrawn = { $n ->
    [0] Ez zuen kentzeko iragarkirik.
    [one] Haren iragarki bat kendu da.
   *[other] Haren { $n } iragarki kendu dira.
 }
publisher-last-seen = Azken bidalketa: { $when }
publisher-never-seen = Oraindik ez du ezer bidali
publisher-void = Aldaketa hori ez da jada behar: bitartean beste norbaitek egin du.
publish-done = Gailu honetan gordeta: { $id }
edit-done = Gailu honetan aldatuta.
edit-nothing = Lehendik ere horrela zegoen: ez da ezer aldatu.
withdraw-done = Gailu honetan kenduta. Besteek sarearekin ikusiko dute.
undo-done = Deseginda: { $title }
export-done = { $n ->
    [0] Ez dago idazteko iragarkirik. Fitxategia: { $path }
    [one] Iragarki bat idatzita. Fitxategia: { $path }
   *[other] { $n } iragarki idatzita. Fitxategia: { $path }
 }
generate-done = { $n ->
    [0] Ez dago iragarkirik asmatzeko. Hazia: { $seed }
    [one] Iragarki bat asmatuta. Hazia: { $seed }
   *[other] { $n } iragarki asmatuta. Hazia: { $seed }
 }
doctor-intro = Laguntza teknikorako. Behean ez dago testurik, izenik edo gakorik.
doctor-version = Bertsioa: { $version }
doctor-schema = Datuen eskema: { $version }
doctor-quarantine = { $n ->
    [0] Aparte gordetako bidalketarik ez
    [one] Aparte gordetako bidalketa bat
   *[other] Aparte gordetako { $n } bidalketa
 }
doctor-incarnations = { $n ->
    [0] Gailu hau ez da berriro hasi.
    [one] Gailu hau behin hasi da berriro.
   *[other] Gailu hau { $n } aldiz hasi da berriro.
 }
doctor-clock = Zerbitzariaren orduarekiko aldea: { $duration }
doctor-set-aside = Hondatutako fitxategia, aparte gordeta: { $path }
doctor-fine = Dena ondo dago.
role-pending = eskaera zain
role-other = beste eginkizun bat, Ekin berriago batena
publisher-gone = ez da kide gehiago
publisher-me = gailu hau
change-add = Gehitu beharreko gailua. Eginkizuna: { $role }. Erakundea: { $org }.
change-remove = Kendu beharreko gailua: { $n }.
change-role = Gailuaren eginkizun berria. Gailua: { $n }. Eginkizuna: { $role }.
change-other = Kideen beste aldaketa bat.
publisher-org = Erakundea: { $org }
lives-many = { $n ->
    [0] Gailu honek ez ditu bidalketak berriro hasi azken 24 orduetan.
    [one] Gailu honek behin hasi ditu bidalketak berriro, azken 24 orduetan. Agian haren datuen kopia bat beste nonbait erabiltzen da. Gorde bakarra, eta abisatu lurraldearen arduradunari.
   *[other] Gailu honek { $n } aldiz hasi ditu bidalketak berriro, azken 24 orduetan. Agian haren datuen kopia bat beste nonbait erabiltzen da. Gorde bakarra, eta abisatu lurraldearen arduradunari.
 }
lives-many-of = { $n ->
    [0] Gailua: { $number }. Azken 24 orduetan ez ditu bidalketak berriro hasi.
    [one] Gailua: { $number }. Azken 24 orduetan behin hasi ditu bidalketak berriro. Agian haren datuen kopia bat beste nonbait erabiltzen da. Galdetu erabiltzaileari, edo kendu gailua: « ekin publisher remove { $number } ».
   *[other] Gailua: { $number }. Azken 24 orduetan { $n } aldiz hasi ditu bidalketak berriro. Agian haren datuen kopia bat beste nonbait erabiltzen da. Galdetu erabiltzaileari, edo kendu gailua: « ekin publisher remove { $number } ».
 }
