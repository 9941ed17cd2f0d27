// How often libfprint's own comparison (bozorth3) is wrong, on the pictures finger_error_rates counts ours
// by.
//
//   fprint_error_rates FILE...      what stands before the first '_' of a name is the finger
//
// It compares only inside a device, at a threshold of its own, and says yes or no: so each picture is laid on
// its virtual scanner, against all that came before it. Each pair is counted once, the later picture on the
// glass.
#include <fprint.h>

#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

struct GFree {
    void operator()(gpointer object) const { g_object_unref(object); }
    void operator()(GError *error) const { g_error_free(error); }
};
using Print = std::unique_ptr<FpPrint, GFree>;
using ErrorPointer = std::unique_ptr<GError, GFree>;
using Gallery = std::unique_ptr<GPtrArray, decltype(&g_ptr_array_unref)>;

/// libfprint's virtual_image scanner. The driver reads while it waits for a finger, on the thread that waits:
/// so another one writes.
class VirtualScanner {
public:
    VirtualScanner()
    {
        qputenv("FP_VIRTUAL_IMAGE", QFile::encodeName(socketPath()));
        qputenv("FP_DRIVERS_WHITELIST", "virtual_image");
        m_context.reset(fp_context_new());
        const GPtrArray *devices = fp_context_get_devices(m_context.get());
        if (devices->len == 0)
            return;
        m_device = static_cast<FpDevice *>(g_ptr_array_index(devices, 0));
        g_signal_connect(m_device, "notify::finger-status",
                         G_CALLBACK(+[](FpDevice *, GParamSpec *, gpointer self) {
                             static_cast<VirtualScanner *>(self)->layOn();
                         }),
                         this);
        if (!fp_device_open_sync(m_device, nullptr, nullptr))
            m_device = nullptr;
    }
    ~VirtualScanner()
    {
        if (m_writer.joinable())
            m_writer.join();
        if (m_device)
            fp_device_close_sync(m_device, nullptr, nullptr);
        if (m_socket >= 0)
            ::close(m_socket);
    }
    VirtualScanner(const VirtualScanner &) = delete;
    VirtualScanner &operator=(const VirtualScanner &) = delete;
    bool isThere() const { return m_device != nullptr; }

    struct Touch {
        Print print; ///< null: no minutia was found
        FpPrint *like = nullptr; ///< the first of the gallery that is like it
    };
    Touch touch(const QImage &picture, const std::vector<FpPrint *> &against)
    {
        m_picture = picture;
        m_isDue = true;
        const Gallery gallery(g_ptr_array_new(), &g_ptr_array_unref);
        for (FpPrint *print : against)
            g_ptr_array_add(gallery.get(), print);
        FpPrint *like = nullptr, *print = nullptr;
        GError *raw = nullptr;
        fp_device_identify_sync(m_device, gallery.get(), nullptr, nullptr, nullptr, &like, &print, &raw);
        const ErrorPointer error(raw);
        if (m_writer.joinable())
            m_writer.join();
        if (error && error->domain != FP_DEVICE_RETRY)
            std::fprintf(stderr, "libfprint: %s\n", error->message);
        if (like)
            g_object_unref(like); // it stays in the gallery's owner
        return {Print(print), like};
    }

private:
    QString socketPath() const { return m_folder.filePath(u"finger"_s); }
    bool join()
    {
        if (m_socket >= 0)
            return true;
        m_socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = QFile::encodeName(socketPath());
        std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
        return ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    void layOn()
    {
        if (!m_isDue || !(fp_device_get_finger_status(m_device) & FP_FINGER_STATUS_NEEDED))
            return;
        m_isDue = false;
        m_writer = std::thread([this] {
            if (!join())
                return;
            const qint32 size[2]{m_picture.width(), m_picture.height()};
            QByteArray bytes(reinterpret_cast<const char *>(size), sizeof size);
            for (int y = 0; y < m_picture.height(); ++y)
                bytes.append(reinterpret_cast<const char *>(m_picture.constScanLine(y)), m_picture.width());
            for (qsizetype sent = 0; sent < bytes.size();) {
                const ssize_t part = ::write(m_socket, bytes.constData() + sent, size_t(bytes.size() - sent));
                if (part <= 0)
                    return;
                sent += part;
            }
        });
    }

    QTemporaryDir m_folder;
    std::unique_ptr<FpContext, GFree> m_context;
    FpDevice *m_device = nullptr; ///< the context's
    int m_socket = -1;
    QImage m_picture;
    bool m_isDue = false;
    std::thread m_writer;
};

struct Impression {
    QString file;
    QString finger;
    Print print;
};

struct Counts {
    int same = 0, missed = 0, different = 0, falsely = 0, without = 0;
};

/// One picture on the glass tells of all earlier ones: what was found like it is taken out, and it is laid on
/// again.
void compare(VirtualScanner &scanner, const QImage &picture, Impression now, std::vector<Impression> &earlier,
             Counts &counts)
{
    std::vector<FpPrint *> gallery;
    gallery.reserve(earlier.size());
    for (const Impression &one : earlier)
        gallery.push_back(one.print.get());
    std::vector<FpPrint *> alike;
    for (;;) {
        VirtualScanner::Touch touch = scanner.touch(picture, gallery);
        if (!now.print)
            now.print = std::move(touch.print);
        if (!touch.like)
            break;
        alike.push_back(touch.like);
        std::erase(gallery, touch.like);
    }
    if (!now.print) {
        ++counts.without;
        std::fprintf(stderr, "no minutiae: %s\n", qPrintable(now.file));
        return;
    }
    for (const Impression &one : earlier) {
        const bool isSame = one.finger == now.finger;
        const bool isAlike = std::find(alike.begin(), alike.end(), one.print.get()) != alike.end();
        ++(isSame ? counts.same : counts.different);
        counts.missed += isSame && !isAlike ? 1 : 0;
        counts.falsely += !isSame && isAlike ? 1 : 0;
        if (isSame != isAlike)
            std::printf("%s: %s %s\n", isSame ? "missed" : "alike", qPrintable(one.file),
                        qPrintable(now.file));
    }
    earlier.push_back(std::move(now));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("usage: fprint_error_rates FILE...\n", stderr);
        return 64;
    }
    VirtualScanner scanner;
    if (!scanner.isThere()) {
        std::fputs("libfprint has no virtual_image driver here\n", stderr);
        return 69;
    }
    std::vector<Impression> all;
    Counts counts;
    for (int i = 1; i < argc; ++i) {
        const QString path = QString::fromLocal8Bit(argv[i]);
        const QImage picture = QImage(path).convertToFormat(QImage::Format_Grayscale8);
        if (picture.isNull()) {
            std::fprintf(stderr, "not a picture: %s\n", argv[i]);
            return 66;
        }
        const QString name = QFileInfo(path).completeBaseName();
        compare(scanner, picture, {name, name.section(u'_', 0, 0), nullptr}, all, counts);
    }
    std::printf("%zu pictures, %d without minutiae: %d of %d same missed, %d of %d different called alike\n",
                all.size(), counts.without, counts.missed, counts.same, counts.falsely, counts.different);
    return 0;
}
