#include "devices/fingerprint/sensortable.h"

#include <array>

namespace indraj {
namespace {

enum class Scan { Press, Swipe };

struct Row {
    quint16 vendor; ///< 0: not a USB device
    quint16 firstProduct;
    quint16 lastProduct; ///< the last of a row of products that are alike
    const char16_t *driver;
    int sensorResolution; ///< pixels per inch of the sensor
    int resampling; ///< the driver draws its picture so many times as large
    double width; ///< of the active area, millimetres; 0: not known
    double height; ///< millimetres; 0: not known, or a swipe of any length
    Scan scan;
    bool simulated;
};

// Resolutions and areas are those of the makers' data sheets, the ids those that the drivers claim.
using enum Scan;
constexpr std::array<Row, 42> rows{{
    {0x05ba, 0x000a, 0x000a, u"uru4000", 512, 1, 18.1, 14.6, Press, false}, // U.are.U 4500
    {0x05ba, 0x0007, 0x0008, u"uru4000", 512, 1, 18.1, 14.6, Press, false}, // U.are.U 4000, 4000B
    {0x045e, 0x00bc, 0x00bd, u"uru4000", 512, 1, 18.1, 14.6, Press, false}, // Microsoft readers
    {0x045e, 0x00ca, 0x00ca, u"uru4000", 512, 1, 18.1, 14.6, Press, false},
    {0x298d, 0x1010, 0x1010, u"nb1010", 500, 1, 0.0, 0.0, Press, false}, // NextID; by its ridges
    {0x0483, 0x2015, 0x2015, u"upektc", 508, 1, 12.8, 18.0, Press, false}, // TouchChip
    {0x0483, 0x2017, 0x2017, u"upektc", 508, 1, 12.8, 18.0, Press, false},
    {0x147e, 0x3001, 0x3001, u"upektc", 508, 1, 12.8, 18.0, Press, false},
    {0x147e, 0x2016, 0x2016, u"upektc_img", 508, 1, 9.6, 0.0, Swipe, false},
    {0x147e, 0x2020, 0x2020, u"upektc_img", 508, 1, 9.6, 0.0, Swipe, false},
    {0x08ff, 0x5731, 0x5731, u"aes3500", 500, 2, 6.5, 6.5, Press, false}, // 128 x 128
    {0x08ff, 0x5501, 0x5501, u"aes4000", 250, 3, 9.75, 9.75, Press, false}, // 96 x 96
    {0x5501, 0x08ff, 0x08ff, u"aes4000", 250, 3, 9.75, 9.75, Press, false}, // as its driver writes it
    {0x061a, 0x0110, 0x0110, u"vcom5s", 500, 1, 15.0, 15.0, Press, false},
    {0x138a, 0x0050, 0x0050, u"vfs0050", 500, 1, 0.0, 0.0, Swipe, false},
    {0x138a, 0x0010, 0x0011, u"vfs5011", 500, 1, 8.1, 0.0, Swipe, false},
    {0x138a, 0x0015, 0x0018, u"vfs5011", 500, 1, 8.1, 0.0, Swipe, false},
    {0x1c7a, 0x0570, 0x0571, u"egis0570", 508, 2, 5.7, 0.0, Swipe, false}, // 114 wide
    {0x04f3, 0x0c01, 0x0c33, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0903, 0x0907, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0c3d, 0x0c3d, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0c42, 0x0c42, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0c4b, 0x0c4f, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0c58, 0x0c58, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0c63, 0x0c63, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    {0x04f3, 0x0c6e, 0x0c6e, u"elan", 500, 1, 0.0, 0.0, Swipe, false},
    // Of the following nothing but the number of pixels is known; 500 is what libfprint's comparison takes.
    {0x08ff, 0x1600, 0x1600, u"aes1610", 500, 1, 6.5, 0.0, Swipe, false}, // 128 wide
    {0x08ff, 0x1660, 0x1660, u"aes1660", 500, 1, 6.5, 0.0, Swipe, false},
    {0x08ff, 0x1680, 0x168f, u"aes1660", 500, 1, 6.5, 0.0, Swipe, false},
    {0x08ff, 0x2500, 0x2500, u"aes2501", 500, 1, 9.75, 0.0, Swipe, false}, // 192 wide
    {0x08ff, 0x2580, 0x2580, u"aes2501", 500, 1, 9.75, 0.0, Swipe, false},
    {0x08ff, 0x2550, 0x2550, u"aes2550", 500, 1, 9.75, 0.0, Swipe, false},
    {0x08ff, 0x2810, 0x2810, u"aes2550", 500, 1, 9.75, 0.0, Swipe, false},
    {0x08ff, 0x2660, 0x2660, u"aes2660", 500, 1, 9.75, 0.0, Swipe, false},
    {0x08ff, 0x2680, 0x2691, u"aes2660", 500, 1, 9.75, 0.0, Swipe, false},
    {0x1c7a, 0x0603, 0x0603, u"etes603", 500, 1, 0.0, 0.0, Swipe, false},
    {0x147e, 0x2016, 0x2016, u"upeksonly", 508, 1, 0.0, 0.0, Swipe, false},
    {0x147e, 0x1000, 0x1001, u"upeksonly", 508, 1, 0.0, 0.0, Swipe, false},
    {0x138a, 0x0001, 0x0001, u"vfs101", 500, 1, 0.0, 0.0, Swipe, false},
    {0x138a, 0x0005, 0x0008, u"vfs301", 500, 1, 0.0, 0.0, Swipe, false},
    {0x138a, 0x0091, 0x0091, u"vfs7552", 500, 1, 0.0, 0.0, Press, false},
    {0, 0, 0, u"virtual_image", 500, 1, 0.0, 0.0, Press, true}, // a socket, no hardware
}};

bool has(const Row &row, const UsbId &id)
{
    return row.vendor == id.vendor && id.product >= row.firstProduct && id.product <= row.lastProduct;
}

} // namespace

QString usbIdText(const UsbId &id)
{
    return QStringLiteral("%1:%2")
        .arg(id.vendor, 4, 16, QLatin1Char('0'))
        .arg(id.product, 4, 16, QLatin1Char('0'));
}

SensorLookup lookUpSensor(QStringView driver, const UsbId &id, QStringView model, bool press)
{
    SensorLookup found;
    found.profile.driver = driver.toString();
    found.profile.model = model.toString();
    found.profile.press = press;
    const auto ofDriver = [driver](const Row &row) { return driver == QStringView(row.driver); };
    const auto exact = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row &row) { return ofDriver(row) && has(row, id); });
    const auto row = exact != rows.end() ? exact : std::find_if(rows.begin(), rows.end(), ofDriver);
    if (row == rows.end())
        return found;
    found.known = exact != rows.end() || !id.isValid();
    found.sensorResolution = row->sensorResolution;
    found.resampling = row->resampling;
    found.profile.resolution = row->sensorResolution * row->resampling;
    found.profile.widthMillimetres = row->width;
    found.profile.heightMillimetres = row->height;
    found.profile.press = row->scan == Press;
    found.profile.simulated = row->simulated;
    return found;
}

} // namespace indraj
