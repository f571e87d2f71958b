## Not yet re-read by a speaker

recovery-write-down = Idatzi kode hau paperean. Kode hori gabe, inork ezin du sarbidea berreskuratu. Guk ere ez.
recovery-count = Kodeak 12 hitz ditu. Hemen idatzitakoak: { $n }. Kopiatu orri osoa.
recovery-word-guess = { $place }. hitza ez dago zerrendan. Hau da: « { $word } »? Egiaztatu paperean.
recovery-word-unknown = { $place }. hitza ez dago zerrendan. Egiaztatu paperean.
recovery-word-short = { $place }. hitza laburregia da: hitz bat baino gehiago hasten da horrela. Idatzi osorik.
recovery-check = 12 hitz hauek ez datoz bat. Hitz bat beste bat da, edo ordena aldatu da. Irakurri berriro papera.
recovery-newer = Kode honek Ekinen bertsio berriago bat behar du. Eguneratu aplikazioa.
recovery-differ = Kodekoak ez diren hitzak: { $places }. Zuzendu, paperean ere bai.
recovery-memory = Telefono honek ez du memoria nahikorik kodea irekitzeko. Itxi beste aplikazioak, eta saiatu berriro.
recovery-other-language = { $place }. hitzaren hizkuntza: { $word }. Besteena: { $others }. Kode bat hizkuntza bakarrean dago: egiaztatu paperean.
recovery-check-word = 12 hitz hauek ez datoz bat. Agian { $place }. hitza hau da: « { $word } ». Egiaztatu paperean.
recovery-check-swapped = 12 hitz hauek ez datoz bat. Agian hitz hauek lekuz aldatu dira: { $first }, { $second }. Egiaztatu paperean.
recovery-language-fr = frantsesa
recovery-language-eu = euskara
recovery-language-es = gaztelania
recovery-none = Gailu honetan ez da berreskuratze-koderik egin. Egin bat « ekin recovery make » aginduarekin.
recovery-other = Hau ez da gailu honek azkena erakutsi duen kodea. Hartu paper zuzena, edo egin kode berri bat « ekin recovery make » aginduarekin.
recovery-nothing = Gailu hau ez da zerbitzari batek gordetako eremu bateko arduradun nagusia. Ez dago zer berreskuratu.
recovery-no-sheet = Esteka honek ez du esaten eremuak non dauden. Hartu orriko esteka, edo eremurako gonbidapen bat.
recovery-not-asked = Zerbitzariak ez du oraindik erantzun. Sarea dagoenean, idatzi kodea berriro.
recovery-not-this-space = Kode honek ez du eremu hau irekitzen. Beste kode bat da, ordezkatutako bat, edo beste zerbitzari bateko eremua.
cli-recovery = Paperezko berreskuratze-kodea
cli-recovery-make = Erakutsi kode berri bat, paperean idazteko
cli-recovery-try = Idatzi paperean irakurritako kodea, balio izan dezan
cli-recovery-use = Gailu berri batean: berreskuratu eremuak kodearekin
cli-recovery-show = Kodea zertan den, eta harekin gordetzeko orria
cli-recovery-words = 12 hitzak; jarri ezean, sarreratik irakurtzen dira
cli-recovery-link = Orriko esteka, edo eremurako gonbidapena
cli-recovery-relay = Eremuaren zerbitzariaren helbidea, --space aukerarekin
cli-recovery-space = Eremuaren identifikatzaile osoa, --relay aukerarekin
cli-recovery-lost = Kendu galdutako gailua ere eremu bakoitzetik
recovery-code-is = Berreskuratze-kodea:
recovery-now-try = Oraindik ez du balio. Idatzi, eta gero jarri « ekin recovery try » eta paperean irakurritako hitzak.
recovery-sheet = Paperarekin gordetzeko. Esteka honek eremuak non dauden esaten du, eta ez du ezer irekitzen:
recovery-counts = { $spaces ->
    [0] Kodea zuzena da. Oraindik ez du eremurik babesten
    [one] Kodea zuzena da. Zerbitzariak jasotzean, eremu bat babestuko du
   *[other] Kodea zuzena da. Zerbitzariak jasotzean, { $spaces } eremu babestuko ditu
 }
recovery-still-right = Kodea zuzena da. Lehendik ere balio zuen.
recovery-read-in = Hitzen hizkuntza: { $language }. Kode bera da.
recovery-state-none = Gailu honetan ez dago berreskuratze-koderik. Egin bat « ekin recovery make » aginduarekin.
recovery-state-shown = Kode bat erakutsi da, eta oraindik ez da probatu: ez du balio. Jarri « ekin recovery try ».
recovery-state-tried = Kode bat probatu da. « ekin space list » komandoak dio zein eremu babesten dituen.
recovery-back = Eremua berreskuratu da: { $name }. Gailu hau bertako arduradun nagusia da.
recovery-not-back = Eremua ez da berreskuratu: { $name }. { $why }
recovery-remove-lost = Galdutako gailua oraindik hor dago. Eremua: { $name }. Kendu hau idatzita: « ekin member remove { $n } ».
space-one-owner = Gailu bakarra da arduradun nagusia. Gehitu bigarren bat « ekin space link --role owner » aginduarekin.
space-unprotected = Ez dago berreskuratze-kode batek babestuta. Egin bat « ekin recovery make » aginduarekin, eta probatu.
space-protected = Paperezko berreskuratze-kode batek babesten du.
space-recovering = Oraindik berreskuratu gabe: sarea dagoenean, idatzi berreskuratze-kodea.
error-time-over = Zure denbora eremu honetan amaitu da. Ez da ezer aldatu. Eskatu arduradunari berriro gonbidatzeko.
error-locked = { $name }: denbora gehiegi sarerik gabe, itxita dago gailu honetan. Bidaltzekoak gordeta daude. Konektatu, eta abiarazi « ekin sync ».
cli-member-key = Eman gako berria eremuari
member-new-key = Gako berria eskatu da. Zerbitzariak jasotzean iritsiko da kide bakoitzarengana.
space-misfit = Gailu honi emandako gakoak ez du eremua irekitzen. Ez da ezer galdu. Eskatu gako berria arduradunari: hark « ekin member key » abiarazi behar du.
member-show-link = Erakutsi esteka hau gehitutako gailuari, « ekin space join » aginduarekin erabiltzeko. Eremua non dagoen esaten du, eta ez du ezer irekitzen:
cli-doc-refused = Onartu ez dena, hemen gordeta norbaiti emateko
doc-refused-none = Hemen ez dago onartu gabeko ezer.
