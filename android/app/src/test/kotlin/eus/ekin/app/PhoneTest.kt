package eus.ekin.app

import android.app.AlarmManager
import android.app.Application
import android.app.NotificationManager
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.content.Intent
import android.net.Uri
import android.provider.MediaStore
import android.speech.tts.TextToSpeech
import android.view.WindowManager.LayoutParams
import com.google.zxing.BarcodeFormat
import com.google.zxing.qrcode.QRCodeWriter
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.EkinInterface
import eus.ekin.core.Event
import eus.ekin.core.Failure
import eus.ekin.core.KeyStoreFailure
import eus.ekin.core.Language
import eus.ekin.core.OutingLine
import eus.ekin.core.ReminderLine
import eus.ekin.core.Say
import eus.ekin.core.SpokenSentence
import eus.ekin.core.SyncReport
import eus.ekin.core.Topic
import eus.ekin.core.WayKind
import eus.ekin.core.WayToAnswer
import eus.ekin.core.Wording
import eus.ekin.ui.CodeRead
import eus.ekin.ui.Place
import eus.ekin.ui.card.CardPresenter
import eus.ekin.ui.count.CountPresenter
import eus.ekin.ui.simple.Silent
import java.io.File
import java.lang.reflect.Proxy
import java.util.Locale
import java.util.concurrent.CountDownLatch
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowTextToSpeech

/** A core of which nothing is asked; anything is a fault of the test. */
private val nothing = Proxy.newProxyInstance(EkinInterface::class.java.classLoader, arrayOf(EkinInterface::class.java)) { _, method, _ ->
    error("${method.name} was not to be called")
} as EkinInterface

/** A process whose core answers a round as a test says. */
class FakePhone : Application(), Home {
    override val scope = CoroutineScope(SupervisorJob() + Dispatchers.Unconfined)
    var round: () -> SyncReport = { SyncReport(true, 0u, emptyList()) }
    var event: () -> List<Topic> = { emptyList() }
    var due: () -> List<ReminderLine> = { emptyList() }

    private inner class Core : EkinInterface by nothing {
        override fun syncOnce(metered: Boolean) = round()

        override fun stopSync() {}

        override fun reminders() = due()

        override fun waitEvent(seen: ULong, timeoutMs: UInt) = Event(seen, event())
    }

    var io: CoroutineDispatcher = Dispatchers.Unconfined

    override suspend fun client() = EkinClient(Core(), io)
}

/** The parts that Android alone has, on Robolectric's phone. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], manifest = Config.NONE, application = FakePhone::class)
class PhoneTest {
    @get:Rule val folder = TemporaryFolder()

    private lateinit var phone: FakePhone
    private val french = Words(Language.FR)

    @Before
    fun phone() {
        phone = RuntimeEnvironment.getApplication() as FakePhone
    }

    private fun aes(): SecretKey = KeyGenerator.getInstance("AES").apply { init(256) }.generateKey()

    @Test
    fun `the key of the home is wrapped, and opens by the same key alone`() {
        val (file, wrapping, key) = Triple(File(folder.root, "store.key"), aes(), ByteArray(32) { it.toByte() })
        val keys = KeystoreKeys(file) { wrapping }
        assertNull(keys.load())
        keys.keep(key)
        assertArrayEquals(key, KeystoreKeys(file) { wrapping }.load())
        assertFalse("it does not lie open", file.readBytes().toList().windowed(8).any { it == key.toList().take(8) })
        val other = aes()
        assertThrows(KeyStoreFailure.Refused::class.java) { KeystoreKeys(file) { other }.load() }
        file.writeBytes(file.readBytes().copyOf(20))
        assertThrows(KeyStoreFailure.Refused::class.java) { KeystoreKeys(file) { wrapping }.load() }
        file.writeBytes(ByteArray(3))
        assertThrows(KeyStoreFailure.Refused::class.java) { KeystoreKeys(file) { wrapping }.load() }
    }

    private fun speaker(vararg voices: String): Pair<AndroidSpeaker, ShadowTextToSpeech> {
        ShadowTextToSpeech.reset()
        for (voice in voices) ShadowTextToSpeech.addLanguageAvailability(Locale.forLanguageTag(voice))
        val speaker = AndroidSpeaker(phone) { french }
        val engine = shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance())
        engine.onInitListener.onInit(TextToSpeech.SUCCESS)
        return speaker to engine
    }

    @Test
    fun `without a Basque voice a French one reads, and says so once`() {
        val (speaker, engine) = speaker("fr")
        val sentences = listOf(SpokenSentence("Kaixo", "eu"), SpokenSentence("Bonjour", "fr"))
        speaker.say(sentences)
        assertEquals(listOf(french[Say.voiceNoBasque()], "Kaixo", "Bonjour"), engine.spokenTextList.toList())
        speaker.say(sentences)
        assertEquals(5, engine.spokenTextList.size)
        assertEquals(1, engine.spokenTextList.count { it == french[Say.voiceNoBasque()] })
    }

    @Test
    fun `a carer reads which voice is missing, and how to get it`() {
        val said = listOf(emptyArray(), arrayOf("fr"), arrayOf("eu"), arrayOf("fr", "eu")).map { speaker(*it).first.lacks.value }
        assertEquals(listOf(Say.appVoiceNone(), Say.appVoiceMissing(), null, null), said)
    }

    @Test
    fun `with a Basque voice nothing is said but what was given`() {
        val (speaker, engine) = speaker("fr", "eu")
        speaker.say(listOf(SpokenSentence("Kaixo", "eu")))
        assertEquals(listOf("Kaixo"), engine.spokenTextList.toList())
    }

    @Test
    fun `the sentence that is said is known, and silence too`() {
        val (speaker, engine) = speaker("fr")
        speaker.say(listOf(SpokenSentence("Un.", "fr"), SpokenSentence("Deux.", "fr")))
        val listener = engine.utteranceProgressListener
        listener.onStart("1")
        assertEquals(1, speaker.saying.value)
        listener.onDone("0")
        assertEquals("an earlier one that ends later ends nothing", 1, speaker.saying.value)
        listener.onDone("1")
        assertNull(speaker.saying.value)
        listener.onStart("0")
        speaker.stop()
        assertNull(speaker.saying.value)
    }

    @Test
    fun `what is said before the engine is there is said when it is`() {
        ShadowTextToSpeech.reset()
        ShadowTextToSpeech.addLanguageAvailability(Locale.FRENCH)
        val speaker = AndroidSpeaker(phone) { french }
        val engine = shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance())
        speaker.say(listOf(SpokenSentence("Bonjour", "fr")))
        assertTrue(engine.spokenTextList.isEmpty())
        engine.onInitListener.onInit(TextToSpeech.SUCCESS)
        assertEquals(listOf("Bonjour"), engine.spokenTextList.toList())
    }

    @Test
    fun `the sync minute is planned once, and ends as the round did`() {
        SyncService.plan(phone)
        SyncService.plan(phone)
        val jobs = phone.getSystemService(JobScheduler::class.java).allPendingJobs
        assertEquals(1, jobs.size)
        assertTrue(jobs.single().isPersisted && jobs.single().isPeriodic)

        fun again(round: () -> SyncReport): Boolean {
            phone.round = round
            val service = Robolectric.buildService(SyncService::class.java).create().get()
            val parameters = parameters()
            assertTrue(service.onStartJob(parameters))
            val shadow = shadowOf(service)
            assertTrue("the job is told that it ended", shadow.isJobFinished)
            return shadow.isRescheduleNeeded
        }
        assertFalse(again { SyncReport(true, 3u, emptyList()) })
        assertTrue(again { SyncReport(false, 0u, emptyList()) })
        assertTrue(again { throw Failure.Full() })
        assertFalse("another round runs already", again { throw Failure.Busy() })
    }

    private fun parameters() = Shadow.newInstanceOf(JobParameters::class.java)

    private val alarms get() = shadowOf(phone.getSystemService(AlarmManager::class.java)).scheduledAlarms

    private fun due(of: String, atMs: Long, words: String) = ReminderLine(atMs, null, words, of)

    @Test
    fun `what the core says is planned in the place of what was, and shown as a notification`() = runBlocking {
        Reminders.prepare(phone)
        phone.due = { listOf(due("museum", 1_000, "Demain : le musée"), due("museum", 2_000, "Bientôt : le musée"), due("beach", 3_000, "La plage")) }
        assertTrue(Reminders.refresh(phone, phone.client()))
        assertEquals(listOf(1_000L, 2_000L, 3_000L), alarms.map { it.triggerAtMs }.sorted())
        phone.due = { listOf(due("beach", 4_000, "La plage, à 10 h")) }
        Reminders.refresh(phone, phone.client())
        assertEquals(listOf(4_000L), alarms.map { it.triggerAtMs })
        phone.due = { throw Failure.Busy() }
        assertFalse(Reminders.refresh(phone, phone.client()))
        assertEquals("what was planned stays where the core fails", 1, alarms.size)

        ReminderReceiver().onReceive(phone, shadowOf(alarms.single().operation).savedIntent)
        val shown = shadowOf(phone.getSystemService(NotificationManager::class.java)).allNotifications.single()
        assertEquals("La plage, à 10 h", shown.extras.getCharSequence("android.text").toString())
        assertEquals(android.app.Notification.VISIBILITY_PRIVATE, shown.visibility)
    }

    @Test
    fun `no more alarms are planned than Android grants, and the next ones are`() = runBlocking {
        phone.due = { List(1_000) { due("$it", 1_000L + it, "Rappel") } }
        Reminders.refresh(phone, phone.client())
        assertEquals(Reminders.MOST, alarms.size)
        assertEquals(1_000L, alarms.minOf { it.triggerAtMs })
    }

    @Test
    fun `a round, and a phone that was off, plan reminders anew`() {
        phone.due = { listOf(due("museum", 5_000, "Le musée")) }
        Robolectric.buildService(SyncService::class.java).create().get().onStartJob(parameters())
        assertEquals(listOf(5_000L), alarms.map { it.triggerAtMs })
        phone.due = { listOf(due("museum", 6_000, "Le musée")) }
        AgainReceiver().onReceive(phone, Intent(Intent.ACTION_BOOT_COMPLETED))
        assertEquals(listOf(6_000L), alarms.map { it.triggerAtMs })
    }

    @Test
    fun `what changes while a person looks is planned at once, and asks to notify when there is something to say`() = runBlocking {
        val read = CountDownLatch(1)
        val changes = ArrayDeque<() -> List<Topic>>(listOf({ emptyList() }, { listOf(Topic.PROGRESS) }, { listOf(Topic.LISTINGS).also { read.await() } }))
        phone.io = Dispatchers.IO
        phone.event = { (changes.removeFirstOrNull() ?: throw Failure.Closed())() }
        var asked = 0
        var reads = 0
        phone.due = {
            reads += 1
            read.countDown()
            if (reads == 1) emptyList() else listOf(due("museum", 7_000, "Le musée"))
        }
        Reminders.follow(phone, phone.client()) { asked += 1 }
        assertEquals("at the beginning and for listings, not for progress", 2, reads)
        assertEquals(1, asked)
        assertEquals(listOf(7_000L), alarms.map { it.triggerAtMs })
    }

    @Test
    fun `an emergency card is on no screenshot, and the screen stays lit while one counts`() {
        val over = CoroutineScope(SupervisorJob()).apply { cancel() }
        val client = EkinClient(nothing)
        val outing = OutingLine("s", "Etxe Alaia", "p", Wording("Le musée", "fr", null), null, null, true, emptyList(), 0u)
        val settings = Place.Settings(over)
        val count = Place.Count(over, CountPresenter(client, outing, { french }, over) {})
        val card = Place.Card(over, CardPresenter(client, outing, null, { french }, over) {})
        assertEquals(0, flagsOf(listOf(settings)))
        assertEquals(LayoutParams.FLAG_KEEP_SCREEN_ON, flagsOf(listOf(settings, count)))
        assertEquals(LayoutParams.FLAG_SECURE, flagsOf(listOf(count, card)))
        assertEquals(LayoutParams.FLAG_SECURE, flagsOf(listOf(card, settings)))
        assertEquals("no other flag of the window is touched", 0, flagsOf(listOf(count, card)) and WINDOW_FLAGS.inv())
    }

    @Test
    fun `a link comes by itself or in a text, and nothing else does`() {
        val view = { link: String -> Intent(Intent.ACTION_VIEW, Uri.parse(link)) }
        val sent = { text: String -> Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text) }
        assertEquals("ekin:abc", linkOf(view("ekin:abc")))
        assertEquals("EKIN:ABC", linkOf(view("EKIN:ABC")))
        assertEquals("ekin:abc", linkOf(sent("Rejoignez-nous :\nekin:abc à demain")))
        for (other in listOf(null, view("https://example.org/ekin:abc"), sent("bonjour"), Intent(Intent.ACTION_MAIN))) assertNull(linkOf(other))
    }

    @Test
    fun `a number is typed and not called, and a text goes to the share sheet`() {
        val way = intentOf(WayToAnswer(WayKind.PHONE, "05 59 00 00 00"))
        assertEquals(Intent.ACTION_DIAL to "tel:0559000000", way.action to way.dataString)
        assertEquals("mailto:a%40b.example", intentOf(WayToAnswer(WayKind.EMAIL, "a@b.example")).dataString)
        shareText(phone, "ekin:abc", french)
        val sheet = shadowOf(phone).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, sheet.action)
        val send = sheet.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)
        assertEquals("ekin:abc", send?.getStringExtra(Intent.EXTRA_TEXT))
    }

    @Test
    fun `without a camera, and when it is refused, there is a sentence that says what to do`() {
        assertNull("no camera app is here", Camera.intent(phone))
        assertEquals(CodeRead.Nothing(Say.cameraNone()), Camera.read(phone, taken = false))
        val said = Language.entries.map { Words(it)[Say.cameraNone()] }
        assertEquals(3, said.filter { it.isNotBlank() }.toSet().size)
        Camera.file(phone).writeText("no picture")
        Camera.read(phone, taken = false)
        assertFalse("no photo stays", Camera.file(phone).exists())
    }

    @Test
    fun `without a camera app the app says what to do and asks for nothing`() = runBlocking {
        val platform = AndroidPlatform(phone, Silent, { french }) { error("there is no camera app") }
        assertEquals(CodeRead.Nothing(Say.cameraNone()), platform.camera())
    }

    @Test
    fun `the camera app is asked for one photo, into a place that is ours`() {
        val asked = Intent(MediaStore.ACTION_IMAGE_CAPTURE)
        shadowOf(phone.packageManager).addResolveInfoForIntent(asked, android.content.pm.ResolveInfo().apply {
            activityInfo = android.content.pm.ActivityInfo().apply {
                packageName = "camera"
                name = "camera.App"
            }
        })
        val intent = checkNotNull(Camera.intent(phone))
        assertNotNull(intent.getParcelableExtra(MediaStore.EXTRA_OUTPUT, Uri::class.java))
        assertTrue(intent.flags and Intent.FLAG_GRANT_WRITE_URI_PERMISSION != 0)
    }

    @Test
    fun `a drawing is read, also turned, and a photo without one says nothing`() {
        val link = "ekin:" + "a1b2c3d4".repeat(12)
        val drawn = QRCodeWriter().encode(link, BarcodeFormat.QR_CODE, 400, 400)
        val pixels = { x: (Int, Int) -> Boolean -> IntArray(400 * 400) { if (x(it % 400, it / 400)) -0x1000000 else -1 } }
        assertEquals(link, Camera.words(400, 400, pixels(drawn::get)))
        assertEquals(link, Camera.words(400, 400, pixels { x, y -> drawn.get(y, 399 - x) }))
        assertNull(Camera.words(400, 400, IntArray(400 * 400) { -1 }))
        assertEquals(listOf(1, 1, 4, 8), listOf(400, 1_600, 4_000, 9_000).map { Camera.shrink(it, 300) })
    }

    @Test
    fun `the language is that of the phone, French where it is none of Ekin's`() {
        val tags = listOf("eu-ES", "es-MX", "fr-CA", "de-DE")
        assertEquals(listOf(Language.EU, Language.ES, Language.FR, Language.FR), tags.map { languageOf(Locale.forLanguageTag(it)) })
    }
}
