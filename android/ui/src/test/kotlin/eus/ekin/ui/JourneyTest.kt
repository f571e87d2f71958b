@file:OptIn(ExperimentalTestApi::class)

package eus.ekin.ui

import androidx.compose.ui.geometry.Size
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import eus.ekin.client.EkinClient
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.WayToAnswer
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The whole app on the real core: what a person touches, and what is kept of it. */
class JourneyTest {
    @TempDir lateinit var folder: Path

    private object Nothing : Platform {
        override fun take(way: WayToAnswer) = error("nothing was to be opened")
    }

    /** The app on the home of this test, as long as [play] lasts; then its process ends without a goodbye. */
    private fun app(play: SkikoComposeUiTest.() -> Unit) {
        val client = runBlocking { EkinClient.open(folder, null, Language.FR) }
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        try {
            val navigator = Navigator(client, scope, Nothing, null, runBlocking { client.language() })
            runBlocking { navigator.begin() }
            runSkikoComposeUiTest(size = Size(412f, 3_000f), density = Density(1f)) {
                setContent { App(navigator, bundledFonts) }
                play()
            }
        } finally {
            scope.cancel()
            client.close()
        }
    }

    private fun SkikoComposeUiTest.touch(words: String) {
        waitUntil(timeoutMillis = PATIENCE) { onAllNodes(hasText(words)).fetchSemanticsNodes().isNotEmpty() }
        onNodeWithText(words).performClick()
    }

    private fun SkikoComposeUiTest.type(label: String, words: String) {
        val field = hasContentDescription(label) and hasSetTextAction()
        waitUntil(timeoutMillis = PATIENCE) { onAllNodes(field).fetchSemanticsNodes().isNotEmpty() }
        onNode(field).performTextInput(words)
    }

    @Test
    fun `an ad begun with no network is there after the app was closed, in the language that was chosen`() {
        val basque = words(Language.EU)
        app {
            touch("Euskara")
            touch(basque[Say.appWelcomeSee()])
            touch(basque[Say.appWriteAd()])
            touch(basque[Say.appWriteTypeLoan()])
            type(basque[Say.appWriteTitle()], "Ordenagailu bat")
            touch(basque[Say.appNavContinue()])
            type(basque[Say.appWritePlace()], "Etxe Alaia")
            touch(basque[Say.appNavContinue()])
            waitUntil(timeoutMillis = PATIENCE) { onAllNodes(hasText(basque[Say.appWriteWho()])).fetchSemanticsNodes().isNotEmpty() }
        }
        val client = runBlocking { EkinClient.open(folder, null, Language.FR) }
        client.use {
            val draft = runBlocking { it.mine() }.drafts.single().draft
            assertEquals("Ordenagailu bat" to "Etxe Alaia", draft.title to draft.place)
        }
        app {
            // No territory was joined, so the app begins at the door again, in Basque.
            touch(basque[Say.appWelcomeSee()])
            touch(basque[Say.appNavMine()])
            touch("Ordenagailu bat")
            waitUntil(timeoutMillis = PATIENCE) { onAllNodes(hasText("Ordenagailu bat")).fetchSemanticsNodes().isNotEmpty() }
        }
    }

    @Test
    fun `without a title nothing goes on, and it says why beside the field`() = app {
        val french = words(Language.FR)
        touch(french[Say.appWelcomeSee()])
        touch(french[Say.appWriteAd()])
        touch(french[Say.appNavContinue()])
        waitUntil(timeoutMillis = PATIENCE) { onAllNodes(hasText(french[Say.appWriteTitleNeeded()])).fetchSemanticsNodes().isNotEmpty() }
        type(french[Say.appWriteTitle()], "Un match")
        touch(french[Say.appNavContinue()])
        waitUntil(timeoutMillis = PATIENCE) { onAllNodes(hasText(french[Say.appWriteWhen()])).fetchSemanticsNodes().isNotEmpty() }
    }

    @Test
    fun `a link that was cut says so and opens nothing`() = app {
        val french = words(Language.FR)
        touch(french[Say.appWelcomeLink()])
        type(french[Say.appLinkField()], "ekin:abc")
        touch(french[Say.appLinkJoin()])
        val said = hasText(french[Say.errorLinkCut()])
        waitUntil(timeoutMillis = PATIENCE) { onAllNodes(said).fetchSemanticsNodes().isNotEmpty() }
    }

    private fun SkikoComposeUiTest.shows(words: String) =
        waitUntil(timeoutMillis = PATIENCE) { onAllNodes(hasText(words, substring = true)).fetchSemanticsNodes().isNotEmpty() }

    @Test
    fun `a page of the web opens nothing, another territory is asked about, and a server that is not there is said`() = app {
        val french = words(Language.FR)
        val field = french[Say.appLinkField()]
        touch(french[Say.appWelcomeLink()])
        type(field, FIRST)
        touch(french[Say.appLinkJoin()])
        shows(french[Say.appRelaySilent()])
        onNodeWithContentDescription(french[Say.appNavSettings()]).performClick()
        touch(french[Say.appWelcomeLink()])
        type(field, "https://example.org/museum")
        touch(french[Say.appLinkJoin()])
        shows(french[Say.linkWeb()])
        onNode(hasContentDescription(field) and hasSetTextAction()).performTextReplacement(OTHER)
        touch(french[Say.appLinkJoin()])
        shows(french[Say.linkTerritoryBeside("Bizkaia", "Euskal Herria")])
        touch(french[Say.linkFollow("Bizkaia")])
        shows(french[Say.appNavWeek()])
        onAllNodes(hasText(french[Say.linkFollow("Bizkaia")])).assertCountEquals(0)
    }

    private companion object {
        const val PATIENCE = 30_000L

        /** Two territories of which nothing answers at the address of the server. */
        const val FIRST = "ekin:UUAAAAKYECR36HRDQD4SE5PPGEPNXFBQ46KT6TH7TSXEYGT2DYVOCH2FRBGBIAUBOJUHI5DQHIXS6MJSG4XDALRQFYYTUOIDNVCXK43LMFWCASDFOJZGSYIEJAAADXCXGANPYFXMYYFVQ"
        const val OTHER = "ekin:UUAAAAKYEAWKQH2C2EMQQTSZL26JQD7ZYN3L7PRYGPQUKZD2NOSKVKDCK7NE6AUBOJUHI5DQHIXS6MJSG4XDALRQFYYTUOIDM5BGS6TLMFUWCBCIAABSYXXDBJ7VR5PLJOQQ"
    }
}
