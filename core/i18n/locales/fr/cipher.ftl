## Encryption of what lies on the device

cli-key-file = Fichier de la clé d’un dossier chiffré ; - pour l’entrée
error-wrong-key = Cette clé n’ouvre pas les données de cet appareil. Rien n’a changé. Prenez la bonne clé.
error-key-needed = Les données de cet appareil sont chiffrées. Donnez leur clé avec --key-file. Rien n’a changé.
error-not-sealed = Les données de cet appareil ne sont pas chiffrées : ouvrez-les sans clé, ou commencez dans un dossier vide avec --home.
error-no-cipher = Ce programme est fait sans chiffrement. Prenez celui qui est fait avec « --features sqlcipher ».

# $path (String) a file
error-key-file = Ce fichier ne contient pas de clé : { $path }. Une clé a 32 octets, ou 64 chiffres hexadécimaux.
