## Simple mode: a carer's code that nobody knows any more

simple-forgotten = Kodea ahaztu duzu?
simple-forgotten-title = Koderik gabe ireki
simple-forgotten-why = Ez da ezer ezabatzen. Hartu etxearen berreskuratze-kodearen orria: arduradun batek giltzapean gordetzen du. Orriko hamabi hitzek tableta hau irekitzen dute, sarerik gabe ere.
simple-forgotten-words = Orriko hamabi hitzak
simple-forgotten-open = Ireki tableta
simple-forgotten-opening = Ekin hitzak egiaztatzen ari da. Segundo batzuk behar ditu.
simple-forgotten-none = Ez dago orririk? Arduradun batek bere telefonoan prestatzen du: « Kideak eta gailuak », gero « Berreskuratze-kodea ». Tableta honek sarearekin ezagutuko du.
simple-forgotten-other = Orri hau ez da tableta honetako etxe batena. Hartu orri zuzena. Berria bada, tabletak sarearekin ezagutuko du.
