package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

/** Keeps drafts in the home that is named until there is no space left; says each id, then what a person reads, in each language. */
fun main(arguments: Array<String>) = runBlocking {
    EkinClient.open(Path.of(arguments.single()), null, Language.FR).use { client ->
        try {
            repeat(MOST) { n ->
                val body = "Une sortie tranquille, le numéro $n. ".repeat(20)
                println(client.keepDraft(null, AdDraft(ListingType.NEED, "Numéro $n", body, "", "", false, "", "Stade", "Bayonne", 3u, "", "")))
            }
        } catch (failure: Failure.Full) {
            for (language in Language.entries) println("$language ${Words(language).of(failure)}")
            // What was kept is still to be read.
            println("drafts ${client.mine().drafts.size}")
        }
    }
}

/** More than any disk of this test holds. */
private const val MOST = 5_000
