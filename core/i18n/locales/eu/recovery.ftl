## Not yet re-read by a speaker

recovery-write-down = Idatzi kode hau paperean. Kode hori gabe, inork ezin du sarbidea berreskuratu. Guk ere ez.
recovery-count = Kodeak 12 hitz ditu. Hemen idatzitakoak: { $n }. Kopiatu paper osoa.
recovery-word-guess = { $place }. hitza ez dago zerrendan. Hau da: « { $word } »? Egiaztatu paperean.
recovery-word-unknown = { $place }. hitza ez dago zerrendan. Egiaztatu paperean.
recovery-word-short = { $place }. hitza laburregia da: hitz bat baino gehiago hasten da horrela. Idatzi osorik.
recovery-check = 12 hitz hauek ez datoz bat. Hitz bat beste bat da, edo ordena aldatu da. Irakurri berriro papera.
recovery-newer = Kode honek Ekinen bertsio berriago bat behar du. Eguneratu aplikazioa.
recovery-differ = Kodekoak ez diren hitzak: { $places }. Zuzendu, paperean ere bai.
recovery-memory = Telefono honek ez du memoria nahikorik kodea irekitzeko. Itxi beste aplikazioak, eta saiatu berriro.
