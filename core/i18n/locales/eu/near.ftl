## Not yet re-read by a speaker

cli-near = Telefonotik telefonora, zerbitzaririk gabe
cli-near-listen = Itxaron ondoko gailu bati eta erakutsi kode bat
cli-near-meet = Erabili beste gailuak erakusten duen kodea
cli-near-qr = Marraztu eskaneatzeko kodea terminalean
cli-near-address = Makina honen helbidea eta ataka, adibidez 192.168.1.20:0
cli-near-minutes = Zenbat minutu itxaron, gehienez
cli-near-code = Beste gailuak erakusten duen kodea

near-waiting = Gailu hau bestearen zain dago. Bestean, abiarazi « ekin near meet » kode honekin:
near-secret = Kodeak behin bakarrik balio du. Erakutsi ondoan duzun pertsonari bakarrik.
near-nothing = Bi gailu hauek ez dute eremu komunik. Ez da ezer trukatu.

# $space (String) name of a space
# $who (String) number of the other device
near-met = { $space }. Beste gailua: { $who }.

# $n (Number) envelopes
near-given = { $n ->
    [0] Ez dago ezer berririk beste gailuarentzat
    [one] Bidalketa bat eman zaio beste gailuari
   *[other] { $n } bidalketa eman zaizkio beste gailuari
 }

# $n (Number) envelopes
near-taken = { $n ->
    [0] Ez dago ezer berririk gailu honentzat
    [one] Bidalketa bat hartu da beste gailutik, zerbitzariaren zain
   *[other] { $n } bidalketa hartu dira beste gailutik, zerbitzariaren zain
 }

# $n (Number) envelopes
near-left = { $n ->
    [0] Dena hartu ahal izan da
    [one] Bidalketa bat ezin izan da hartu: zerbitzaritik etorriko da
   *[other] { $n } bidalketa ezin izan dira hartu: zerbitzaritik etorriko dira
 }

# $n (Number) envelopes
near-forked = { $n ->
    [0] Ez dago elkarren aurkako bidalketarik
    [one] Bidalketa bat gailu bereko beste baten aurkakoa da: zerbitzariak esango du zeinek balio duen
   *[other] { $n } bidalketa gailu bereko beste batzuen aurkakoak dira: zerbitzariak esango du zeinek balio duten
 }

# $n (Number) changes of the membership
near-records = { $n ->
    [0] Ez dago kideei buruzko berririk
    [one] Kideei buruzko berri bat
   *[other] Kideei buruzko { $n } berri
 }

# $who (String) number of a device
doc-carried = beste telefono batetik, oraindik ez zerbitzarian. Gailua: { $who }

error-other-code = Esteka hau ez da zain dagoen gailu baten kodea. Beste gailuan, abiarazi « ekin near listen ».
error-near-nobody = Ez da gailurik etorri. Bestea prest dagoenean, abiarazi berriro « ekin near listen ».
error-near-no-answer = Beste gailuak ez du erantzuten. Jarri biak wifi berean, eta eskatu kode berri bat.
error-near-gone = Beste gailuak amaitu baino lehen alde egin du. Iritsitakoa gordeta dago. Hasi berriro kode berri batekin.
error-near-stranger = Kodea ez da beste gailuarena, edo erabilita dago. Eskatu kode berri bat.
error-near-copy = Beste gailua honen kopia da. Utzi bietako bakarra, eta hitz egin arduradunarekin.
error-near-lie = Beste gailuak inork sinatu ez duena bidali du. Ez da horrelakorik gorde. Hitz egin arduradunarekin.
error-near-listen = Helbide hori ez dago libre makina honetan. Eman beste bat --address aukerarekin.
