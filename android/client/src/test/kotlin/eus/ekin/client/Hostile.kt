package eus.ekin.client

import java.io.Closeable
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.time.ZoneOffset
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter
import kotlin.concurrent.thread

/** How something that is no relay answers: what it writes on each connection, and for how long. */
enum class Manner {
    /** It takes the connection and says nothing, for ever. */
    SILENT,

    /** A byte now and then, for ever. */
    DRIPS,

    /** As fast as the line takes it, for ever. */
    ENDLESS,

    /** It does not know what is asked, and its clock is ten years ahead. */
    TEN_YEARS_ON,
}

/** A server on the loopback that behaves like this. */
class Hostile(private val manner: Manner) : Closeable {
    private val socket = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    private val taken = mutableListOf<Socket>()

    val url = "http://127.0.0.1:${socket.localPort}"

    /** Bytes that it got rid of. */
    @Volatile var written = 0L
        private set

    init {
        thread(isDaemon = true) {
            while (!socket.isClosed) {
                val one = runCatching { socket.accept() }.getOrNull() ?: break
                synchronized(taken) { taken += one }
                thread(isDaemon = true) { runCatching { answer(one) } }
            }
        }
    }

    private fun answer(one: Socket) {
        val (asked, out) = one.getInputStream() to one.getOutputStream()
        val head = StringBuilder()
        while (!head.endsWith("\r\n\r\n")) head.append(asked.read().also { if (it < 0) return }.toChar())
        when (manner) {
            Manner.SILENT -> {}
            Manner.DRIPS -> write(out, 1, 100)
            Manner.ENDLESS -> write(out, 64 shl 10, 0)
            Manner.TEN_YEARS_ON -> {
                val date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusYears(10))
                out.write("HTTP/1.1 404 Not Found\r\nDate: $date\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".toByteArray())
                out.flush()
                one.close()
            }
        }
    }

    private fun write(out: OutputStream, size: Int, pauseMs: Long) {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".toByteArray())
        val chunk = "%x\r\n%s\r\n".format(size, "x".repeat(size)).toByteArray()
        while (true) {
            out.write(chunk)
            out.flush()
            written += size
            Thread.sleep(pauseMs)
        }
    }

    override fun close() {
        socket.close()
        synchronized(taken) { taken.forEach { it.close() } }
    }
}
