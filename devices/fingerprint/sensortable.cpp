#include "devices/fingerprint/sensortable.h"

#include <array>

namespace indraj {
namespace {

struct Row {
    const char16_t *driver;
    const char16_t *modelPart; ///< empty: any model of the driver
    int resolution; ///< pixels per inch of the picture the driver hands out
    double width; ///< millimetres
    double height; ///< millimetres
    bool simulated;
};

// Resolutions and areas are the makers' data sheet values; the USB ids are those the driver claims.
constexpr std::array<Row, 12> rows{{
    // 05ba:0007/0008/000a U.are.U 4000/4000B/4500, 045e:00bc/00bd/00ca Microsoft readers: 512 dpi, 14.6
    // x 18.1
    {u"uru4000", u"", 512, 18.1, 14.6, false},
    {u"nb1010", u"", 500, 9.0, 6.4, false}, // 298d:1010 NextID
    {u"upektc", u"", 508, 12.8, 18.0, false}, // 0483:2015/2017, 147e:3001 TouchChip
    {u"upektc_img", u"", 508, 9.6, 0.0, false}, // 147e:2016/2020 strip
    {u"aes3500", u"", 500, 6.5, 6.5, false}, // 08ff:5731: 250 dpi, drawn twice as large by the driver
    {u"aes4000", u"", 500, 6.5, 6.5, false}, // 08ff:5501: likewise
    {u"vcom5s", u"", 500, 15.0, 15.0, false}, // 061a:0110
    {u"vfs0050", u"", 500, 0.0, 0.0, false}, // 138a:0050 strip
    {u"vfs5011", u"", 500, 8.1, 0.0, false}, // 138a:0010/0011/0015/0017/0018 strip
    {u"egis0570", u"", 508, 5.8, 0.0, false}, // 1c7a:0570/0571 strip
    {u"elan", u"", 500, 0.0, 0.0, false}, // 04f3:0903 and others
    {u"virtual_image", u"", 500, 0.0, 0.0, true}, // a socket, no hardware
}};

} // namespace

SensorLookup lookUpSensor(QStringView driver, QStringView model, bool press)
{
    SensorLookup found;
    found.profile.driver = driver.toString();
    found.profile.model = model.toString();
    found.profile.press = press;
    for (const Row &row : rows) {
        if (driver != QStringView(row.driver) || !model.contains(QStringView(row.modelPart)))
            continue;
        found.known = true;
        found.profile.resolution = row.resolution;
        found.profile.widthMillimetres = row.width;
        found.profile.heightMillimetres = row.height;
        found.profile.simulated = row.simulated;
        break;
    }
    return found;
}

} // namespace indraj
