## Not yet re-read by a speaker

verify-agrees = Dena bat dator.
verify-unconfirmed = Argitaratzen duen inork ez du oraindik baieztatu. Iragarkien ordena zerbitzariak dioena da.
verify-confirmed = Argitaratzen duen batek baieztatu du: { $when }
verify-listings = { $n ->
    [0] Ez dago iragarkirik egiaztatzeko
    [one] Iragarki bat egiaztatuta
   *[other] { $n } iragarki egiaztatuta
 }
verify-signatures = { $n ->
    [0] Ez dago sinadurarik egiaztatzeko
    [one] Sinadura bat egiaztatuta
   *[other] { $n } sinadura egiaztatuta
 }
verify-log = { $n ->
    [0] Erregistroa hutsik dago.
    [one] Erregistroa jarraituta. Azken tokia: { $n }
   *[other] Erregistroa jarraituta. Azken tokia: { $n }
 }
verify-rows-differ = Erakusten dena ez dator bat sinatutakoarekin. Abiarazi « ekin doctor » eta abisatu lantaldeari. Ez da ezer ezabatu.
verify-root-differs = Jasotako katalogoa ez da zerbitzariak iragartzen duena. Abiarazi berriro --full aukerarekin, erregistrotik dena hartzeko.
verify-signature-bad = Sinadura bat ez da zuzena. Bidalketa aparte gorde da eta ez du balio. Abisatu lantaldeari.
verify-two-histories = Zerbitzariak bi historia erakutsi ditu: batek ikusi duena ez da zuk ikusten duzuna. Gorde karpeta hau eta abisatu lantaldeari.
verify-database = Datuen fitxategia egoera onean dago.
verify-not-checked = Egiaztapen laburra. Erregistrotik dena irakurtzeko: --full.
verify-partly = { $n ->
    [0] Bidalketa guztiak osorik daude hemen.
    [one] Bidalketa { $n } ez dago osorik hemen: --full aukerak zerbitzarian irakurtzen du.
   *[other] { $n } bidalketa ez daude osorik hemen: --full aukerak zerbitzarian irakurtzen ditu.
 }
