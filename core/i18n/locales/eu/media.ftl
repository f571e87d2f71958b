## Not yet re-read by a speaker

media-empty = Fitxategi hau hutsik dago. Aukeratu beste bat.
media-unknown = Fitxategi hau ez da irudia, soinua edo PDFa. Aukeratu beste bat.
media-foreign = Ekinek ez du formatu hau hartzen: { $format }. Gorde irudia JPEG gisa edo soinua MP3 gisa, eta saiatu berriro.
media-film = Ekinek ez du bideorik hartzen. Aukeratu argazki bat, soinu bat edo PDF bat.
media-too-large = Fitxategi hau handiegia da. Muga: { $max }. Aukeratu txikiago bat, edo zatitu.
media-too-many-pixels = Irudi hau handiegia da. Zabalera: { $width } pixel. Altuera: { $height } pixel. Txikitu, eta saiatu berriro.
media-too-heavy = Irudi honek memoria gehiegi behar du. Txikitu, edo gorde JPEG arrunt gisa, eta saiatu berriro.
media-locked = PDF hau blokeatuta dago: besteek ezingo lukete ireki. Gorde pasahitzik gabe, eta saiatu berriro.
media-damaged = Fitxategia hondatuta dago edo ez dago osorik. Formatua: { $format }. Hartu jatorrizkoa, eta saiatu berriro.
media-pdf-keeps = PDF batek egileak sartutakoa gordetzen du: izenak, datak, lekuak. Irakurri partekatu aurretik.
media-nothing-covered = Leku hori argazkitik kanpo dago, edo hutsik. Aukeratu beste bat.
