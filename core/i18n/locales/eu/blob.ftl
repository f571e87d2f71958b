## Not yet re-read by a speaker

cli-blob = Eremu pribatu bateko argazkiak, soinuak eta dokumentuak
cli-blob-add = Gehitu argazki, soinu edo PDF bat, lekuari eta gailuari buruz dioena kenduta
cli-blob-file = Gehitu beharreko fitxategia
cli-blob-title = Bertan ikusten edo entzuten dena
cli-blob-pin-option = Gorde beti gailu honetan
cli-blob-list = Erakutsi eremuak gordetzen duena
cli-blob-get = Ireki, edo zerbitzarian bilatu
cli-blob-to = Zein fitxategitan idatzi
cli-blob-preview = Irudi txikia bakarrik
cli-blob-pin = Gorde beti gailu honetan
cli-blob-unpin = Utzi beti gailu honetan gordetzeari
cli-blob-remove = Kendu leku guztietatik, gakoarekin batera
cli-blob-settings = Erakutsi edo aldatu: wifiarekin soilik, gailu honetako lekua
cli-blob-wifi-only = Itxaron wifiari (yes edo no)
cli-blob-budget = Gailu honetako lekua, MBtan
cli-blob-id = Identifikatzailearen hasiera
cli-sync-metered = Sare hau ordaintzekoa dela esan: argazkiek eta soinuek wifiari itxaroten diote

# $id (String) its id
blob-added = Gehituta: { $id }

# $id (String) its id
blob-known = Eremuak badu lehendik: { $id }

blob-none = Oraindik ez dago argazkirik, soinurik edo dokumenturik hemen.

# $path (String) where
blob-written = Hemen idatzita: { $path }

blob-here = Gailu honetan dago. Gehitu --to FITXATEGIA idazteko.
blob-pinned = Gailu honetan gordeko da.
blob-unpinned = Ez da beti gordeko gailu honetan.
blob-removed = Gailu honetatik kenduta. Abiarazi « ekin sync » besteetatik kentzeko.
blob-held-no = ez dago gailu honetan
blob-held-preview = irudi txikia

# $size (String) bytes that came
blob-held-part = zati bat: { $size }

blob-held-whole = hemen
blob-state-device = gailu honetan
blob-state-sent = bidalita
blob-state-received = zerbitzariak jasota
blob-state-announced = iragarrita
blob-is-pinned = gordeta
blob-untitled = izenbururik gabe

# $used (String) bytes in use
# $budget (String) bytes allowed
blob-settings = Hartutako lekua: { $used } / { $budget }

blob-wifi-only-yes = Wifiarekin soilik: bai
blob-wifi-only-no = Wifiarekin soilik: ez

# $id (String) what was asked for
blob-missing = Ez dago horrelako argazki, soinu edo dokumenturik hemen: { $id }. Begiratu « ekin blob list ».

blob-not-here = Oraindik ez dago gailu honetan. Abiarazi « ekin sync » sarearekin, eta saiatu berriro.
blob-damaged = Gailu honetan gordetako fitxategia hondatuta dago. Kendu, eta gehitu berriro.
blob-cannot-write = Ezin da fitxategi hori idatzi. Aukeratu beste karpeta bat.
blob-lied = Zerbitzariak beste zerbait eman du, ez eskatutako argazkia edo soinua. Ez da ezer gorde. Ekinek berriro eskatuko du.

# $sent (Number) how many went
# $fetched (Number) how many came
blob-carried = Argazkiak eta soinuak: { $sent } zerbitzarian, { $fetched } hemen

blob-waits-for-wifi = Argazki edo soinu batzuk wifiaren zain daude.
