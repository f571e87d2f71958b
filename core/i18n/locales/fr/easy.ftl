## Easy to understand: simple texts, what is read aloud, pictograms

picto-ticket = une activité
picto-hand-waving = je cherche
picto-hand-heart = je propose
picto-hand-palm = je veux y aller
picto-package = un prêt
picto-map-pin = un lieu
picto-lightbulb = une idée
picto-handshake = ensemble
picto-calendar = le jour
picto-clock = l’heure
picto-bus = le bus
picto-car = la voiture
picto-train = le train
picto-boat = le bateau
picto-bicycle = le vélo
picto-person-simple-walk = à pied
picto-wheelchair = le fauteuil roulant
picto-elevator = l’ascenseur
picto-stairs = des marches
picto-toilet = les toilettes
picto-ear = entendre
picto-ear-slash = ne pas entendre
picto-eye = voir
picto-speaker-high = écouter
picto-speaker-slash = le calme
picto-moon = pas cette fois
picto-sun = le soleil
picto-cloud-rain = la pluie
picto-snowflake = le froid
picto-umbrella = le parapluie
picto-hoodie = un vêtement chaud
picto-t-shirt = un tee-shirt
picto-sneaker = les chaussures
picto-baseball-cap = la casquette
picto-backpack = le sac
picto-suitcase = la valise
picto-eyeglasses = les lunettes
picto-bed = dormir
picto-shower = la douche
picto-fork-knife = manger
picto-coffee = boire
picto-cake = la fête
picto-pill = les médicaments
picto-first-aid-kit = les soins
picto-phone = téléphoner
picto-chat-circle = parler
picto-users-three = le groupe
picto-user-circle = une personne
picto-smiley = bien
picto-smiley-meh = moyen
picto-smiley-sad = pas bien
picto-heart = j’aime
picto-thumbs-up = oui
picto-thumbs-down = non
picto-question = je ne sais pas
picto-warning = attention
picto-house = la maison
picto-tree = la nature
picto-mountains = la montagne
picto-waves = la mer
picto-swimming-pool = la piscine
picto-bank = le musée
picto-film-strip = le cinéma
picto-music-notes = la musique
picto-paint-brush = peindre
picto-camera = une photo
picto-soccer-ball = le football
picto-basketball = le basket
picto-person-simple-run = courir
picto-fish = la pêche
picto-cooking-pot = la cuisine
picto-game-controller = jouer
picto-puzzle-piece = un jeu
picto-book-open = lire
picto-laptop = l’ordinateur
picto-plug = le câble
picto-mouse = la souris
picto-headphones = le casque
picto-wrench = l’outil
picto-flower = le jardin
picto-dog = le chien
picto-horse = le cheval
picto-storefront = le marché
picto-shopping-cart = les courses
picto-money = l’argent
picto-gift = gratuit
picto-beanie = le bonnet
picto-boot = les bottes
picto-cookie = le goûter
picto-drop = l’eau
picto-identification-card = la carte d’identité
picto-person-simple-swim = le maillot de bain
picto-sunglasses = les lunettes de soleil
picto-towel = la serviette
picto-wallet = le porte-monnaie
easy-simple = Texte simplifié
easy-read-again = Texte relu par des personnes concernées

# $day (String) a day
aloud-day = Le jour : { $day }.

# $time (String) an hour, in words
aloud-hour = L’heure : { $time }.

# $time (String) an hour, in words
aloud-until = Jusqu’à : { $time }.

# $place (String) where
aloud-where = Le lieu : { $place }.

# $n (Number) kilometres
aloud-distance = { $n ->
    [0] C’est tout près.
    [one] À { $n } kilomètre.
   *[other] À { $n } kilomètres.
 }

# $name (String) who organises
aloud-with = Avec : { $name }.

# $n (Number) places
aloud-places = { $n ->
    [0] Il n’y a pas de place.
    [one] Il y a { $n } place.
   *[other] Il y a { $n } places.
 }
aloud-off = Cette activité n’a pas lieu.
aloud-can-go = Vous pouvez dire : je veux y aller.

# $kind (String) sort of listing
aloud-kind = Annonce : { $kind }.
cli-aloud = Une annonce comme une voix la lit, phrase par phrase
cli-pictograms = Les pictogrammes d’Ekin, chacun avec son mot

# $source (String) where they come from
# $licence (String) their licence
picto-source = Dessins : { $source }, licence { $licence }.
