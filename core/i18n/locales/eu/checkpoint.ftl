## Not yet re-read by a speaker

cli-space-checkpoint = Jarri amaiera-puntu bat eremu baten historian: dagoena gelditzen da, zerbitzariak ahazten du nola iritsi den
cli-space-checkpoint-now = Egin hurrengo « ekin sync » agindua abiaraztean, aurreikusitako unearen zain egon gabe
cli-space-checkpoint-prose = Hasi berriz testu partekatuak ere: kendu zena ez dago inon gehiago

checkpoint-none = Eremu honen historiak ez du oraindik amaiera-punturik.
checkpoint-made = Historiaren azken amaiera-puntua: { $when }
checkpoint-attested = { $n ->
    [0] Beste inongo gailuk ez du oraindik amaiera-puntu hau egiaztatu. Zerbitzariak dena gordetzen du.
    [one] Beste gailu batek egiaztatu du amaiera-puntu hau.
   *[other] Beste { $n } gailuk egiaztatu dute amaiera-puntu hau.
 }
checkpoint-disputed = { $n ->
    [0] Ez dago amaiera-puntu honekin bat ez datorren gailurik.
    [one] Gailu batek beste zerbait aurkitu du. Ez da ezer galdu: zerbitzariak dena gordetzen du. Eskatu arduradun bati zein gailuk egin duen begiratzeko.
   *[other] { $n } gailuk beste zerbait aurkitu dute. Ez da ezer galdu: zerbitzariak dena gordetzen du. Eskatu arduradun bati zein gailuk egin duen begiratzeko.
 }
checkpoint-differs = Gailu honek beste zerbait aurkitu du. Ez da ezer galdu: hemen dagoena hemen gelditzen da.
checkpoint-begins = Eremu hau azken amaiera-puntutik dator. Sarea dagoenean, abiarazi « ekin sync ».
checkpoint-entries = { $n ->
    [0] Ez dago ezer berririk ordutik.
    [one] Bidalketa bat ordutik.
   *[other] { $n } bidalketa ordutik.
 }
checkpoint-asked = Amaiera-puntua eskatuta dago. Sarea dagoenean, abiarazi « ekin sync ».

error-checkpoint-staff = Lantaldeak bakarrik jar dezake amaiera-puntu bat. Eskatu lantaldeko bati.
