## Not yet re-read by a speaker

state-on-this-device = Gailu honetan dago. Sarea dagoenean bidaliko da.
state-sent = Bidali da. Zerbitzariak oraindik ez du baieztatu.
state-received-at = Zerbitzarira iritsi da: { $when }
state-received = Zerbitzarira iritsi da.
state-refused = Ez da onartu. Zergatik: { $reason }
state-kept = Ez da ezer galdu: dena gailu honetan gordeta dago.
state-waiting = { $n ->
    [0] Ez dago ezer sarearen zain.
    [one] Gauza bat sarearen zain dago.
   *[other] { $n } gauza sarearen zain daude.
 }
state-as-of = Azken eguneratzea: { $when }
state-stale = Zerbitzariaren azken berriak: { $when }. Abiatu aurretik, egiaztatu.
state-never = Oraindik ez dago zerbitzariaren berririk. Sarea dagoenean, abiarazi « ekin sync ».
sync-first-size = Lehen aldia. Jasotzeko: { $size }.
sync-first-listings = { $listings ->
    [0] Lurralde honetan oraindik ez dago iragarkirik.
    [one] Iragarki bat dago lurralde honetan.
   *[other] { $listings } iragarki daude lurralde honetan.
 }
sync-arriving = Iragarkiak iristen ari dira: { $done }, guztira { $total }. Irakur ditzakezu dagoeneko.
sync-receiving = Jasotzen: { $done }, guztira { $total }
sync-sending = { $n ->
    [0] Ez dago bidaltzekorik
    [one] Bidaltzen: bat geratzen da
   *[other] Bidaltzen: { $n } geratzen dira
 }
sync-checking = Sinadurak egiaztatzen
sync-connecting = Zerbitzarira konektatzen
sync-retrying = { $seconds ->
    [0] Zerbitzariak ez du erantzuten. Orain berriro saiatuko da.
    [one] Zerbitzariak ez du erantzuten. Segundo bat barru berriro saiatuko da.
   *[other] Zerbitzariak ez du erantzuten. { $seconds } segundo barru berriro saiatuko da.
 }
sync-resumed = Jasotzea gelditu zen lekutik jarraitzen du.
sync-received = { $n ->
    [0] Zerbitzarira ez da ezer gehiago iritsi.
    [one] Zure gauza bat iritsi da zerbitzarira.
   *[other] Zure { $n } gauza iritsi dira zerbitzarira.
 }
sync-refused = { $n ->
    [0] Dena onartu da.
    [one] Gauza bat ez da onartu. Ikusi zergatik: « ekin status ».
   *[other] { $n } gauza ez dira onartu. Ikusi zergatik: « ekin status ».
 }
sync-not-counted = { $n ->
    [0] Iritsi den guztia zuzena da.
    [one] Iritsitako gauza bat ez da zuzena. Aparte gorde da, eta ez du ezer oztopatzen.
   *[other] Iritsitako { $n } gauza ez dira zuzenak. Aparte gorde dira, eta ez dute ezer oztopatzen.
 }
sync-watching = Ekin berrien zain dago. Gelditzeko: Ctrl+C.
sync-new-incarnation = Zerbitzariak ez zuen dena: gailu honek falta zena berriro bidaltzen du.
sync-relay-restored = Zerbitzaria babeskopia batetik dator. Gailu honek galdutakoa itzultzen dio.
refused-busy = zerbitzariak lan handia du. Ekin bera saiatuko da berriro.
refused-quota = lurraldeak ez du lekurik zerbitzarian. Abisatu zerbitzariaren arduradunari; Ekin bera saiatuko da berriro.
refused-healing = zerbitzaria matxura batetik lehengoratzen ari da. Ekin bera saiatuko da berriro.
refused-epoch-stale = gakoak aldatu dira. Ekinek berriak hartu eta berriro bidaliko du.
refused-view-stale = gailu honek ez zuen dena jasota. Ekinek falta dena jaso eta berriro bidaliko du.
refused-checkpoint-stale = bitartean historia laburtu egin da. Ekinek bidalketa berriro egingo du laburpen horren gainean.
refused-removed = gailu honek ez du jada hemen argitaratzeko baimenik. Zure testua gordeta dago: kopiatu « ekin export --refused » edo « ekin doc refused » aginduarekin, edo eskatu berriro gehitzeko.
refused-not-allowed = gailu honen eginkizunak ez du hori baimentzen. Zure testua gordeta dago. Eskatu moderazioari.
refused-too-large = bidalketa handiegia da. Zure testua gordeta dago. Laburtu, eta bidali berriro.
refused-bad-form = zerbitzariak ez du bidalketa hau ulertzen. Zure testua gordeta dago. Eguneratu Ekin, eta bidali berriro.
refused-fork = gailu honen bi kopiak idatzi dute aldi berean. Ekinek falta dena berriro bidaliko du. Aurrerantzean, erabili kopia bakarra.
refused-other = hemen ezezaguna den arrazoia. Kodea: { $code }. Zure testua gordeta dago. Eguneratu Ekin.
conflict-two = Bi pertsonak aldatu dute iragarki hau. Bi bertsioak gordeta daude.
conflict-several = { $n ->
    [0] Ez dago iragarki honen beste bertsiorik.
    [one] Iragarki honen bertsio bat gordeta dago.
   *[other] Iragarki honen { $n } bertsio gordeta daude.
 }
conflict-field = Zer da desberdina: { $field }
conflict-version = { $author }, { $when }. Bertsio hau: { $value }
conflict-displayed = Erakusten den bertsioa: { $author }
conflict-resolve = Aukeratzeko, idatzi balio zuzena: « ekin edit { $id } EREMUA=BALIOA ».
conflict-cancelled-shown = Bertsio batek dio bertan behera utzi dela: zuk aukeratu arte, Ekinek hori erakutsiko du.
conflict-resolved = Aukeratuta dago. Bertsio bakarra geratzen da.
refused-frozen = zerbitzariak ez du lurralde honetarako ezer gehiago onartzen. Zure testua gordeta dago. Abisatu zerbitzariaren arduradunari.
sync-receiving-short = Jasotzen
sync-finished = { $n ->
    [0] Eginda: ez dago ezer berririk. Denbora: { $time }.
    [one] Eginda: iragarki berri edo aldatu bat. Denbora: { $time }.
   *[other] Eginda: { $n } iragarki berri edo aldatu. Denbora: { $time }.
 }

# $n (Number) what others wrote in private spaces
# $time (String) time taken
sync-came = { $n ->
    [0] Eginda: ez dago ezer berririk. Denbora: { $time }.
    [one] Eginda: gauza berri bat zure etxeetan eta irteeretan. Denbora: { $time }.
   *[other] Eginda: { $n } gauza berri zure etxeetan eta irteeretan. Denbora: { $time }.
 }

# $n (Number) what others wrote in private spaces
sync-came-too = { $n ->
    [0] Ez dago ezer berririk zure etxeetan eta irteeretan.
    [one] Eta gauza berri bat zure etxeetan eta irteeretan.
   *[other] Eta { $n } gauza berri zure etxeetan eta irteeretan.
 }
