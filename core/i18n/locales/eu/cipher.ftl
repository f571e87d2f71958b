## Not yet re-read by a speaker

cli-key-file = Zifratutako karpetaren gakoaren fitxategia; - sarrerarako
error-wrong-key = Gako honek ez ditu gailu honetako datuak irekitzen. Ez da ezer aldatu. Hartu gako zuzena.
error-key-needed = Gailu honetako datuak zifratuta daude. Eman gakoa --key-file aukerarekin. Ez da ezer aldatu.
error-not-sealed = Gailu honetako datuak ez daude zifratuta: ireki gakorik gabe, edo hasi karpeta huts batean --home aukerarekin.
error-no-cipher = Programa hau zifratzerik gabe egina da. Hartu « --features sqlcipher » aukerarekin egina.
error-key-file = Fitxategi honek ez du gakorik: { $path }. Gako batek 32 byte ditu, edo 64 digitu hamaseitar.
