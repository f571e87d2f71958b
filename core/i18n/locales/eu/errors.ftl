## Not yet re-read by a speaker

error-already-open = Beste agindu bat idazten ari da hemen: { $command }. Prozesua: { $pid }. Itxaron amaitu arte, edo gehitu --wait.
error-newer-schema = Datu hauek bertsio berriago batekoak dira. Ez da ezer aldatu. Irekitzeko, eguneratu Ekin.
error-corrupt-set-aside = Datuak hondatuta daude. Gordeta daude, ez dira ezabatu: { $path }. Gorde fitxategi hori eta abisatu lantaldeari.
error-disk-full = Ez dago leku gehiagorik hemen. Gordeta zegoena gordeta dago. Egin leku, eta saiatu berriro.
error-home-missing = Karpeta honetan ez dago Ekinen gailurik: { $path }. Egiaztatu --home, edo hasi honekin: « ekin join ESTEKA ».
error-no-access = Ekinek ez du hemen irakurtzeko edo idazteko baimenik: { $path }. Eman baimena, edo aukeratu beste karpeta bat: --home.
error-key-lost = Gailu honen gakoa falta da edo hondatuta dago: { $path }. Leheneratu fitxategia babeskopia batetik, edo sartu lurraldera karpeta berri batean.
error-file-missing = Fitxategi hau ez da existitzen: { $path }. Egiaztatu izena.
error-file-too-large = Fitxategi hau handiegia da: { $path }. Gehienezko tamaina: { $max }. Zatitu hainbat fitxategitan.
error-file-exists = Fitxategi hau badago lehendik: { $path }. Aukeratu beste izen bat.
error-json = Fitxategi hau ez da JSON: { $path }. Lerroa: { $line }. Zuzendu lerro hori, eta saiatu berriro.
error-format-unknown = Ekinek ez du fitxategi honen formatua ezagutzen: { $path }. Adierazi formatua, --format, edo eremuen mapa, --map.
error-map = Eremuen mapan akats bat dago: { $path }. Lerroa: { $line }. Zuzendu lerro hori, eta saiatu berriro.
error-encoding = Testu honek ez du kodeketa ezagunik. Gorde fitxategia UTF-8 kodeketan, eta saiatu berriro.
error-interrupted = Zuk eskatuta gelditu da. Egindakoa gordeta dago. Jarraitzeko, abiarazi agindua berriro.
error-internal = Ekin ezagutzen ez duen kasu batean gelditu da. Kodea: { $code }. Ez da ezer galdu. Bidali lantaldeari « ekin doctor » aginduaren emaitza.
error-no-network = Ez dago sarerik. Jarraitu dezakezu: sarea dagoenean bidaliko da dena.
error-relay-no-answer = Zerbitzariak ez du erantzuten: { $url }. Ez da ezer galdu. Saiatu berriro geroago.
error-relay-not-ekin = Helbide honetan ez dago Ekinen zerbitzaririk: { $url }. Egiaztatu helbidea.
error-relay-tls = Zerbitzari honekiko konexioa ez da segurua: { $url }. Ez da ezer bidali. Egiaztatu helbidea eta gailuaren ordua, eta abisatu zerbitzariaren arduradunari.
error-relay-newer = Zerbitzariak bertsio berriago bat erabiltzen du. Eguneratu Ekin.
error-relay-older = Zerbitzaria zaharregia da Ekinen bertsio honentzat. Eskatu eguneratzeko. Ez da ezer galdu.
error-relay-proof = Zerbitzariaren froga ez da zuzena. Ekinek ez du erantzun horretatik ezer gorde. Abiarazi « ekin verify --full », eta abisatu lantaldeari.
error-relay-two-histories = Zerbitzariak bi historia desberdin erakutsi ditu. Ez fidatu zerbitzari horretaz. Gorde karpeta hau eta abisatu lantaldeari.
error-relay-key = Zerbitzari honek ez du lurraldearen gakoa. Ez da ezer bidali. Eskatu beste esteka bat lurraldearen arduradunari.
error-relay-full = Zerbitzaria beteta dago. Bidaltzekoak gailu honetan geratzen dira. Abisatu zerbitzariaren arduradunari.
error-relay-gone = Zerbitzariak ez dauka jada lurralde hau. Duzuna hemen irakur daiteke. Eskatu beste esteka bat.
error-relay-creation-code = Zerbitzari honek kode bat eskatzen du lurralde bat sortzeko. Lehen abiaraztean erakutsi zuen. Gehitu --code.
error-clock = Gailu honen ordua okerra dela dirudi. Zuzendu data eta ordua.
error-link-cut = Esteka hau ez dago osorik. Eskatu berriro bidaltzeko.
error-link-checksum = Esteka honetan letra bat okerra da. Kopiatu berriro, osorik.
error-link-newer = Esteka honek Ekinen bertsio berriago bat behar du. Eguneratu aplikazioa.
error-link-not-ekin = Hau ez da Ekinen esteka bat. Ekinen estekak honela hasten dira: « ekin:… ». Eskatu lurraldearen arduradunari.
error-link-device = Esteka hau gailu batena da. Gehitzeko: « ekin publisher add ESTEKA ». Sartzeko, eskatu lurraldearen esteka.
error-link-territory = Esteka hau lurralde batena da. Pertsona bat gehitzeko, eskatu haren gailuaren esteka: « ekin device ».
error-not-joined = Hemen ez dago lurralderik irekita. Hasi honekin: « ekin join ESTEKA ».
error-already-joined = Lurralde hau irekita dago hemen: { $territory }. Ez dago zer eginik.
error-several-territories = Lurralde bat baino gehiago daude irekita hemen: { $names }. Aukeratu bat: --territory.
error-territory-unknown = Izen hori duen lurralderik ez dago irekita hemen: { $name }. Ikusi zerrenda: « ekin status ».
error-unsent = Gailu honetan oraindik bidaltzekoak daude. Irten aurretik abiarazi « ekin sync », edo gehitu --force bertan behera uzteko.
error-not-found = Ez dago iragarkirik identifikatzaile honekin: { $id }. Bilatu honekin: « ekin search ».
error-id-ambiguous = Iragarki bat baino gehiago hasten dira honela: { $id }. Idatzi letra gehiago.
error-not-wanted = Pertsona horrek ez du joan nahi: ez dago ezer onartzeko, ezta ukatzeko ere. Lantaldeak badakiela idazteko: « ekin wish known ».

error-several-people = Pertsona batek baino gehiagok dute izen hau: « { $name } ». Identifikatzaileak: { $people }. Izenaren ordez, idatzi identifikatzailearen hasiera.

error-id-form = Hau ez da identifikatzaile bat: { $id }. 32 karaktere ditu: zifrak, eta a eta f arteko letrak.
error-withdrawn = Iragarki hau kenduta dago: { $id }. Berriro jartzeko, argitaratu berriro --revive aukerarekin.
error-nothing-to-undo = Gailu honetan ez dago zer desegin.
error-undo-superseded = Norbaitek iragarki hau aldatu du geroztik. Ez da ezer desegin. Ikusi honekin: « ekin show », eta gero aldatu.
error-newer-listing = Iragarki hau bertsio berriago batekoa da. Irakur dezakezu. Aldatzeko, eguneratu Ekin.
error-may-not-publish = Gailu honek ezin du hemen idatzi. Lurralde batean, bidali haren esteka, « ekin device », arduradunari. Eremu pribatu batean, eskatu gonbidapena arduradun bati.
error-may-not-edit = Gailu honek ez du hemen eskubide hori. Beste erakunde baten iragarkia bada, eskatu erakunde horri edo moderazioari aldatzeko. Eremu pribatu batean, eskatu arduradun bati.
error-owner-only = Horretarako, hemengo arduraduna izan behar da. Eskatu arduradun bati.
error-last-owner = Lehenik beste arduradun bat behar da. Gehitu, eta hasi berriro.
error-publisher-unknown = Ez dago izen horri dagokion gailurik: { $name }. Ikusi zerrenda: « ekin member list », edo lurralde batean « ekin publisher list ».
error-publisher-twice = Gailu honek hemen argitara dezake lehendik. Ez dago zer eginik.
error-fields = { $n ->
    [0] Ez dago zuzentzeko eremurik
    [one] Eremu bat ez dago ondo. Ez da ezer gorde. Zuzendu, eta saiatu berriro.
   *[other] { $n } eremu ez daude ondo. Ez da ezer gorde. Zuzendu, eta saiatu berriro.
 }
error-relay-address = Hau ez da zerbitzari baten helbidea: { $url }. Hasiera hau behar du: https://.
error-territory-name = Izena falta da edo luzeegia da. Gehienez { $max } zeinu.
error-older-schema = Datu hauek bertsio zaharrago batenak dira. Abiarazi behin « ekin sync »: Ekinek eguneratuko ditu.
error-foreign-file = Fitxategi hau beste programa batena da: { $path }. Ekinek ez du ukitzen. Aukeratu beste karpeta bat --home aukerarekin.
error-corrupt = Gailu honetako datuak hondatuta daude. Abiarazi « ekin sync »: Ekinek alde batera utziko ditu, ezabatu gabe, eta berriro hasiko da.
error-needs-mapping = Ekinek ez daki zein zutabe den zein eremu: { $path }. Eman eremuen mapa bat: --map.
error-map-target = Eremuen mapan akats bat dago. Zutabea: { $column }. Eremu hau ez da existitzen: { $to }
error-map-undecided = Eremuen mapan akats bat dago. Zutabe honek « to » edo « ignore » behar du, bietako bat: { $column }
error-map-no-title = Zutabe batek ere ez du izenburua ematen: { $path }. Esan zeinek « to » erabiliz.
error-relay-form = Zerbitzariaren erantzunak ez du behar den forma. Ekinek ez du ezer gorde. Egiaztatu helbidea, eta eguneratu Ekin eta zerbitzaria.
error-cursor = Orrialdearen jarraipen hori ez da existitzen. Kopiatu aurreko orrialdeak --after ondoren emandakoa.
error-disk-full-at = Ez dago lekurik fitxategi hau idazteko: { $path }. Egin leku, eta saiatu berriro.
error-no-listing-in-file = Fitxategi honetan ez dago iragarkirik: { $path }. Egiaztatu egokia dela.
undo-too-large = Azken aginduak iragarki gehiegi aldatu ditu, ezin da hemen desegin. Zuzendu jatorria, eta inportatu berriro.
error-refused-unsaved = Onartu ez diren iragarkiak gailu honetan baino ez daude. Kopiatu honekin: « ekin export --refused » edo « ekin doc refused ». Bestela, gehitu --force bertan behera uzteko.
