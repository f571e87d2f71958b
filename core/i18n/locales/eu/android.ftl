## What an Android phone does for the app

voice-no-basque = Hemen ez dago euskarazko ahotsik. Ahots frantses batekin irakurriko dut.
camera-none = Ekinek ez du kamerarik. Idatzi marrazkiaren azpiko kodea.
camera-no-code = Ez da irakurtzeko marrazkirik ikusten. Hurbildu eta saiatu berriro, edo idatzi azpiko kodea.
camera-read = Irakurri marrazkia kamerarekin
share-with = Norekin partekatu
reminder-channel = Gogorarazpenak
