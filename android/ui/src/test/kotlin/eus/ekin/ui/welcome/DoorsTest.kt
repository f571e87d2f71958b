package eus.ekin.ui.welcome

import eus.ekin.core.Discover
import eus.ekin.core.Failure
import eus.ekin.core.House
import eus.ekin.core.Language
import eus.ekin.core.LinkIs
import eus.ekin.core.LinkKind
import eus.ekin.core.Say
import eus.ekin.core.Territory
import eus.ekin.core.Text
import eus.ekin.core.Todo
import eus.ekin.ui.CodeRead
import eus.ekin.ui.FakeCore
import eus.ekin.ui.Samples
import eus.ekin.ui.discover.DiscoverPresenter
import eus.ekin.ui.house.HousePresenter
import eus.ekin.ui.mine.MinePresenter
import eus.ekin.ui.refused
import eus.ekin.ui.simple.ForgottenEvent
import eus.ekin.ui.simple.ForgottenPresenter
import eus.ekin.ui.simple.ForgottenState
import eus.ekin.ui.words
import kotlinx.coroutines.flow.MutableStateFlow
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Doors: a link and where it leads, a tablet's lock without its code; and what the first screens say of the way to the relays. */
class DoorsTest {
    private val all = Samples(Language.FR)
    private val french = { words(Language.FR) }

    @Test
    fun `one door takes a territory's link and a house's invitation, says first where they lead, and what is wrong with any other`() {
        val leads = mapOf(
            "ekin:first" to LinkIs(LinkKind.TERRITORY, "Euskal Herria", listOf("Les annonces"), false),
            "ekin:other" to LinkIs(LinkKind.TERRITORY, "Bizkaia", listOf("D'un autre territoire"), true),
            "ekin:house" to LinkIs(LinkKind.HOUSE, "Etxe Alaia", listOf("Votre rôle"), true),
        )
        val core = FakeCore(
            "lookAtLink" to { (link) -> leads[link] ?: throw Failure.Link("link-web", Say.linkWeb()) },
            "join" to { (link) -> if (link == "ekin:other") refused("already-joined") else Territory("s", "Euskal Herria", "$link", false) },
            "acceptInvitation" to { House("s", "Etxe Alaia", null, 0u, null) },
        )
        var done = 0
        val presenter = WelcomePresenter(core.client, null, Language.FR, core.scope, null, {}) { done++ }
        fun join(link: String) {
            presenter.on(WelcomeEvent.Link(link))
            presenter.on(WelcomeEvent.Join)
        }
        join("https://example.org")
        assertEquals(words(Language.FR)[Say.linkWeb()] to null, presenter.state.value.let { it.fault to it.leads })
        join("ekin:first")
        assertEquals(1 to listOf<Any?>("join", "ekin:first"), done to core.calls.last())
        join("ekin:house")
        assertEquals(leads["ekin:house"], presenter.state.value.leads)
        assertFalse("acceptInvitation" in core.names, "one is asked first")
        presenter.on(WelcomeEvent.Leave)
        presenter.on(WelcomeEvent.Follow)
        assertFalse("acceptInvitation" in core.names, "there is nothing to follow any more")
        presenter.on(WelcomeEvent.Join)
        presenter.on(WelcomeEvent.Follow)
        assertEquals(2 to listOf<Any?>("acceptInvitation", "ekin:house"), done to core.calls.last())
        // Another link takes the place of what was shown; a territory that is here already is what was wanted.
        join("ekin:other")
        presenter.on(WelcomeEvent.Link("ekin:cut"))
        assertNull(presenter.state.value.leads)
        join("ekin:other")
        presenter.on(WelcomeEvent.Follow)
        assertEquals(3, done)
    }

    @Test
    fun `a tablet's lock opens with the house's paper, and says what is wrong with any other`() {
        val core = FakeCore("openWithRecovery" to { (typed) -> if (typed == "bat bi hiru") Unit else throw Failure.Refused("recovery-other-house", Say.simpleForgottenOther()) })
        var open = 0
        val presenter = ForgottenPresenter(core.client, french, core.scope, {}) { open++ }
        presenter.on(ForgottenEvent.Type("lau"))
        presenter.on(ForgottenEvent.Open)
        assertEquals(words(Language.FR)[Say.simpleForgottenOther()] to false, presenter.state.value.let { it.fault to it.opening })
        presenter.on(ForgottenEvent.Type("bat bi hiru"))
        assertNull(presenter.state.value.fault)
        presenter.on(ForgottenEvent.Open)
        assertEquals(1 to ForgottenState(), open to presenter.state.value)
    }

    @Test
    fun `the first screens say what the last round came to, and only that`() {
        val core = FakeCore(
            "mine" to { all.mine.mine }, "answers" to { all.mine.answers }, "todo" to { Todo(1u, 0u, 0u) },
            "houses" to { all.house.houses }, "outings" to { all.house.outings }, "discover" to { Discover(all.freshness, emptyList()) },
            "freshness" to { all.freshness },
        )
        val round = MutableStateFlow(listOf(Say.appRelaySilent()))
        val shown = listOf(
            MinePresenter(core.client, core.scope, round) {}.state.value.notices,
            HousePresenter(core.client, core.scope, round) {}.state.value.notices,
        )
        assertEquals(List(2) { round.value }, shown)
        val discover = DiscoverPresenter(core.client, french, core.scope, round) {}
        assertEquals(round.value, discover.state.value.notices)
        round.value = emptyList()
        assertEquals(emptyList<Text>(), discover.state.value.notices)
    }

    @Test
    fun `what the camera reads stands in the field and joins nothing by itself`() {
        val core = FakeCore()
        var came: CodeRead = CodeRead.Nothing(Say.cameraNoCode())
        val presenter = WelcomePresenter(core.client, null, Language.FR, core.scope, { came }, {}) {}
        assertTrue(presenter.state.value.camera)
        presenter.on(WelcomeEvent.Photograph)
        assertEquals("" to words(Language.FR)[Say.cameraNoCode()], presenter.state.value.let { it.link to it.fault })
        came = CodeRead.Found(" EKIN:ABC\n")
        presenter.on(WelcomeEvent.Photograph)
        assertEquals("EKIN:ABC" to null, presenter.state.value.let { it.link to it.fault })
        assertTrue(core.names.isEmpty())
    }

    @Test
    fun `a resident's tablet is prepared from the first screen`() {
        var tablets = 0
        val core = FakeCore()
        WelcomePresenter(core.client, null, Language.FR, core.scope, null, {}, onTablet = { tablets++ }) {}.on(WelcomeEvent.Tablet)
        assertEquals(1 to emptyList<String>(), tablets to core.names)
    }
}
