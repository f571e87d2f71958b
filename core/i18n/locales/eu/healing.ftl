## What relays lose and get back, and backups that somebody keeps elsewhere

healing-lost = { $n ->
    [0] Zerbitzariak galdutako guztia berreskuratu du.
    [one] Zerbitzariak bidalketa bat galdu du. Gailu honek gordeta dauka, eta hurrengo bidalketan itzuliko dio.
   *[other] Zerbitzariak { $n } bidalketa galdu ditu. Gailu honek gordeta dauzka, eta hurrengo bidalketan itzuliko dizkio.
 }
healing-full = Gailu honek ez dauka lekurik zerbitzariak oraindik babeskopiarik egin ez dion guztia gordetzeko. Eskatu babeskopia bat zerbitzariaren arduradunari.
copy-whole = Fitxategi hau osorik dago. Zerbitzariak noiz idatzi zuen: { $when }.
copy-broken = Fitxategi hau ez da zerbitzariak sinatu zuena: aldatu egin da, edo zati bat falta da. Hartu beste kopia bat.
copy-unknown = Gailu honek ez du ezagutzen fitxategi hau sinatu zuen zerbitzaria. Ezin du esan norena den.
copy-no-word = Babeskopia honek zer daukan esaten duen fitxategia falta da. Izen bera dauka, amaieran « .backed » duela: kopiatu haren ondoan.
copy-space = { $name }: dena, leku honetaraino: { $seq }
copy-agrees = Gailu honek ezagutzen duen erregistroa da.
copy-differs = Ez da gailu honek ezagutzen duen erregistroa. Gorde biak, eta abisatu taldeari.
copy-cannot-tell = Gailu honek ezin du alderatu: babeskopia zaharregia da, edo gailua baino berriagoa.
copy-behind = { $n ->
    [0] Ordutik ez da ezer iritsi.
    [one] Bidalketa bat iritsi da ordutik: ez dago babeskopia honetan.
   *[other] { $n } bidalketa iritsi dira ordutik: ez daude babeskopia honetan.
 }
copy-others = { $n ->
    [0] Ez dago beste ezer fitxategi honetan.
    [one] Beste gune bat, gailu honek ezagutzen ez duena
   *[other] Beste { $n } gune, gailu honek ezagutzen ez dituenak
 }
cli-verify-file = Egiaztatu zerbitzariaren babeskopia bat, beste nonbait gordea
