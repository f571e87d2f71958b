package eus.ekin.client

import eus.ekin.core.PinAnswer
import eus.ekin.core.SimpleDay
import eus.ekin.core.SimpleFeeling
import eus.ekin.core.SimpleOuting
import eus.ekin.core.SimplePhoto
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleSays
import eus.ekin.core.SimpleTablet

/** Whose tablet this is. */
suspend fun EkinClient.simpleTablet(): SimpleTablet = ask { simpleTablet() }

/** Keeps whose it is, and what was chosen for each. */
suspend fun EkinClient.setSimpleTablet(residents: List<SimpleResident>) = ask { setSimpleTablet(residents) }

/** Begins simple mode, or ends it. */
suspend fun EkinClient.setSimple(on: Boolean) = ask { setSimple(on) }

/** Keeps the carer's code. */
suspend fun EkinClient.setPin(pin: String) = ask { setSimplePin(pin) }

/** Tries it. */
suspend fun EkinClient.tryPin(pin: String): PinAnswer = ask { trySimplePin(pin) }

/** Opens the lock with a house's recovery code, for who forgot the other. */
suspend fun EkinClient.openWithRecovery(typed: String) = ask { openWithRecovery(typed) }

/** The day of a resident. */
suspend fun EkinClient.simpleDay(of: SimpleResident): SimpleDay = ask { simpleDay(of.space, of.person) }

/** What they say of an outing; gives their day. */
suspend fun EkinClient.wish(of: SimpleResident, outing: String, says: SimpleSays): SimpleDay =
    ask { simpleWish(of.space, of.person, outing, says) }

/** How they are. */
suspend fun EkinClient.feel(of: SimpleResident, outing: SimpleOuting, feeling: SimpleFeeling) =
    ask { simpleFeel(outing.space, of.person, outing.id, feeling) }

/** Photos on which they are. */
suspend fun EkinClient.simplePhotos(of: SimpleResident): List<SimplePhoto> = ask { simplePhotos(of.person) }

/** The file of a photo. */
suspend fun EkinClient.simplePhoto(photo: SimplePhoto): ByteArray = ask { simplePhoto(photo.space, photo.id) }

/** Takes a photo away for everybody. */
suspend fun EkinClient.removeSimplePhoto(photo: SimplePhoto) = ask { removeSimplePhoto(photo.space, photo.id) }
