package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

/** Keeps drafts in the home that is named, and says the id of each once the core said that it is kept; until it is killed. */
fun main(arguments: Array<String>) = runBlocking {
    val client = EkinClient.open(Path.of(arguments.single()), null, Language.FR)
    val draft = AdDraft(ListingType.NEED, "Un match", "", "2026-12-05T14:00", "", false, "", "Stade", "Bayonne", 3u, "", "")
    repeat(MOST) { println(client.keepDraft(null, draft)) }
}

/** So many in one life: a list shows a hundred. */
private const val MOST = 30
