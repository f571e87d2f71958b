## Not yet re-read by a speaker

cli-space = Eremu pribatuak: etxea, lantaldea, irteera
cli-space-create = Sortu eremu pribatu bat, sarerik gabe ere
cli-space-sort = Eremu mota
cli-space-name = Jendeak ematen dion izena
cli-space-relay = Zerbitzariaren helbidea
cli-space-code = Zerbitzariaren arduradunak emandako sortze-kodea
cli-space-list = Gailu honetako eremu pribatuak
cli-space-link = Egin gonbidapen bat, eskuz esku emateko
cli-space-role = Gonbidatuaren eginkizuna
cli-space-days = Gonbidapenak zenbat egun balio duen
cli-space-uses = Zenbat gailuk erabil dezaketen
cli-space-until = Gonbidatuaren azken eguna eremuan
cli-space-qr = Marraztu eskaneatzeko kodea terminalean
cli-space-picture = Gorde eskaneatzeko kodea PNG edo SVG fitxategi batean
cli-space-join = Onartu gonbidapen bat
cli-space-leave = Irten eremu batetik: bertako guztia gailu honetatik ezabatzen da
cli-space-force = Irten, bidali gabeko aldaketak egon arren
cli-space-which = Eremua, hemen bat baino gehiago dagoenean
cli-member = Nor dagoen eremu batean
cli-member-list = Eremuko gailuak eta zain dauden aldaketak
cli-member-add = Gehitu aurrez aurre eskaneatutako gailu bat
cli-member-approve = Onartu zain dagoen gailu bat
cli-member-role = Eman beste eginkizun bat gailu bati
cli-member-remove = Kendu gailu bat: eremuaren gakoa aldatzen da
cli-member-number = Gailuaren zenbakia, « ekin member list » zerrendan
cli-member-name = Gailu bati izena jarri, edo izenik gabe, izena kendu
cli-member-called = Izena, adibidez « Aneren telefonoa »
cli-doc = Hainbat lagunek aldatzen dituzten dokumentuak
cli-doc-new = Sortu dokumentu bat
cli-doc-kind = Dokumentu mota
cli-doc-field = Eremua eta balioa: title=Museoa, tags+=lasaia
cli-doc-list = Eremu bateko dokumentuak, berrienak lehenik
cli-doc-show = Erakutsi dokumentu bat
cli-doc-edit = Aldatu dokumentu baten eremuak
cli-doc-history = Nork zer aldatu duen, zaharrenetik berrienera
cli-doc-undo = Desegin hemen egindako azken aldaketa
cli-doc-undo-id = Desegin hemen egindako azken aldaketa, dokumentu honetan badago
cli-doc-id = Dokumentuaren identifikatzailearen hasiera
space-created = Eremua sortu da: { $name }. Mota: { $sort }.
space-not-yet = Oraindik inork ezin du sartu: sarea dagoenean, abiarazi « ekin sync ».
space-link = Gonbidapena, eskuz esku emateko: { $link }
space-link-secret = Gonbidapenak eremua irekitzen du: ez bidali beste batzuek irakur dezaketen mezu batean. Balio izan dezan, abiarazi « ekin sync ».
space-picture = Eskaneatzeko kodea gorde da: { $path }
space-joining = Eskaera prest dago. Eremua: { $name }. Sarea dagoenean, abiarazi « ekin sync ».
space-left = Eremutik irten zara: { $name }. Bertako guztia gailu honetatik ezabatu da.
space-members = { $n ->
    [0] Ez dago gailurik
    [one] Gailu bat
   *[other] { $n } gailu
 }
space-sealed = { $n ->
    [0] Iritsitako guztia irekita dago
    [one] Bidalketa bat gakoaren zain dago
   *[other] { $n } bidalketa gakoaren zain daude
 }
space-waiting = Oraindik sartu gabe: abiarazi « ekin sync ».
space-locked = Itxita hemen, denbora gehiegi sarerik gabe. Bidaltzekoak gordeta daude.
space-pending = Zerbitzariak eskaera jaso du. Arduradun batek onartu behar du.
space-refused = Gonbidapena ez da onartu: { $why }
space-invitation-dead = Zerbitzariak ez du oraindik gonbidapen hau ezagutzen, edo erabilita dago, edo iraungi da. Berria bada, egin duenak « ekin sync » abiarazi behar du, eta gero zuk. Bestela, eskatu beste bat.
space-none = Ez dago eremu pribaturik hemen. Sortu bat « ekin space create » aginduarekin, edo onartu gonbidapen bat « ekin space join » aginduarekin.
member-wants = eskaera: { $role }
member-paper = paperezko berreskuratze-kodea
member-no-key = gakoa oraindik eman gabe
member-added = Gailua gehitu da. Eginkizuna: { $role }. Zerbitzarira iristean sartuko da indarrean.
member-approved = Gailua onartu da: { $n }. Eginkizuna: { $role }. Zerbitzarira iristean sartuko da indarrean.
member-changed = Eginkizun berria. Gailua: { $n }. Eginkizuna: { $role }. Zerbitzarira iristean sartuko da indarrean.
member-removed = Gailua kendu da: { $n }. Zerbitzarira iristean sartuko da indarrean. Lehendik irakurritakoa gailuan geratzen da.
member-named = { $n } gailua: { $name }.
member-unnamed = { $n } gailuak ez du izenik.
change-key = Gakoa ez duenari ematekoa.
change-invite = Zerbitzariari jakinarazteko gonbidapena.
doc-created = Dokumentua sortu da: { $kind } { $id }
doc-edited = { $n ->
    [0] Ez da ezer aldatu
    [one] Eremu bat aldatu da
   *[other] { $n } eremu aldatu dira
 }
doc-undone = Azken aldaketa desegin da.
doc-none = Ez dago dokumenturik hemen. Sortu bat « ekin doc new » aginduarekin.
doc-pending = gailu honetan
doc-kept = Hemen idatzia, baina beste norbaitek idatzi du bitartean, eta harena agertzen da: { $mine }. Zurea gorde nahi baduzu, idatzi berriro.
doc-two-values = Bi lagunek aldatu dute eremu hau.
doc-newer = Ekin berriago batek egin zuen dokumentu hau: aldatzeko, eguneratu Ekin.
error-unknown-space = Ez dago izen honetako eremu pribaturik: « { $name } ». Ikusi « ekin space list ».
error-no-space = Ez dago eremu pribaturik hemen. Sortu bat « ekin space create » aginduarekin, edo onartu gonbidapen bat.
error-several-spaces = Eremu pribatu bat baino gehiago dago hemen. Esan zein den --space aukerarekin: { $names }
error-not-an-invitation = Esteka hau ez da eremu pribatu baterako gonbidapena. Eskatu gonbidapen bat arduradunari.
error-last-owner-leaves = Zu zara eremu honetako arduradun bakarra. Zu gabe, inork ezin du inor sartu, ezta galdutako gailurik kendu ere. Gehitu lehenik beste arduradun bat, edo gehitu --force hala ere irteteko.
error-not-waiting = { $number } gailua ez dago onartzeko zain. Onartuta dago, edo kenduta. Ikusi « ekin member list ».
error-no-key-yet = Eremu honen gakoa ez da oraindik iritsi. Sarea dagoenean, abiarazi « ekin sync ».
error-no-document = Ez dago horrela hasten den dokumenturik: « { $id } ». Ikusi « ekin doc list ».
error-document-unreadable = Dokumentu hau hondatuta dago gailu honetan. Ez da ezer aldatu. Abiarazi « ekin doctor » eta hitz egin arduradunarekin.
error-document-full = Dokumentu hau mugara iritsi da. Sortu berri bat jarraitzeko.
