## Not yet re-read by a speaker

loan-no-kit = Hemen ez dago horrelako sortarik: { $id }. Ikusi « ekin doc list kit ».
loan-not-lent = Sorta hau ez da maileguz ematen une honetan. Galdetu zaintzen duenari.
loan-days = Idatzi egunak honela: 2026-12-05, eta itzulera irteeraren ondoren.
loan-missing = Hemen ez dago horrelako mailegurik: { $id }. Ikusi « ekin loan list ».
loan-no-part = Sorta honek ez du pieza hau: « { $given } ». Hauek ditu: { $names }
loan-not-to = Gailu honek ezin du jaso: { $number }. Ikusi « ekin member list ».
loan-nothing-to-sign = Ez dago ezer baieztatzeko mailegu honetan.
loan-not-out = Sorta hau ez da atera. Lehenik idatzi entrega « ekin loan give » erabiliz.
loan-asked = Mailegua eskatuta dago. Oraindik ez da ziurra.
loan-given = Entrega idatzita dago. Beste telefonoak baieztatu behar du.
loan-given-alone = Entrega pertsona bakar batek idatzi du.
loan-signed = Bi telefonoetan baieztatuta.
loan-refused = Idatzita dago: ez da jaso.
loan-none = Hemen ez dago mailegurik.
loan-line = Mailegua: { $what }. Hartzailea: { $party }. Noiztik: { $from }. Noiz itzuli: { $until }.
loan-standing-held = Mailegua onartuta
loan-standing-provisional = Mailegua hemen onartuta, oraindik ez da ziurra
loan-standing-likely = Egun horietan libre, erantzunaren zain
loan-standing-waiting = { $n ->
    [0] Egun horietan ez dago libre
    [one] Egun horietan ez dago libre. Itxaron-zerrendan: { $n }
   *[other] Egun horietan ez dago libre. Itxaron-zerrendan: { $n }
 }
loan-standing-declined = Oraingoan ez da mailegatzen
loan-standing-withdrawn = Eskaera kenduta
loan-conflict = Egun horietan bi pertsonari agindua. Ez da ezer kendu: erabaki elkarrekin.
loan-contested = Bi erabaki desberdin.
loan-out = Noiz entregatua: { $when }, nork: { $by }
loan-back = Noiz itzulia: { $when }, nork: { $by }
loan-signed-by = Jaso eta baieztatu duena: { $to }
loan-waits-for = Oraindik baieztatu gabe: { $to }
loan-changed = Gero aldatu da. Berriro baieztatzeko: { $to }
loan-alone = Pertsona bakar batek idatzia.
loan-part-missing = { $n ->
    [0] Ez da ezer falta: { $part }
    [one] Pieza bat falta da: { $part }
   *[other] { $n } pieza falta dira: { $part }
 }
loan-part-broken = Hondatuta: { $part }
loan-all-back = Dena itzuli da.
loan-due = Noiz itzuli: { $date }.
loan-late = { $n ->
    [0] Gaur itzultzekoa.
    [one] Egun bateko atzerapena.
   *[other] { $n } eguneko atzerapena.
 }
cli-loan = Materialaren maileguak: nork eskatzen duen, nork zer duen, zer itzultzen den
cli-loan-list = Maileguak: egunak, entregak, atzerapenak
cli-loan-ask = Sorta bat eskatu
cli-loan-withdraw = Eskaera kendu
cli-loan-accept = Eskaera bat onartu
cli-loan-decline = Oraingoan ez mailegatu
cli-loan-undo = Erabaki bat desegin
cli-loan-give = Sorta entregatu hartzaileari
cli-loan-return = Sorta itzuli
cli-loan-sign = Telefono honetan baieztatu entregatzen edo itzultzen dena
cli-loan-refuse = Esan ez dela jaso
cli-loan-kit = Sorta: identifikatzailearen hasiera
cli-loan-id = Mailegua: identifikatzailearen hasiera
cli-loan-party = Nork hartzen duen: etxe bat, elkarte bat
cli-loan-from = Lehen eguna
cli-loan-until = Noiz itzuli
cli-loan-to = Jasotzen duen gailuaren zenbakia
cli-loan-part = Pieza eta kopurua: cable=1, edo sagua=1:broken
