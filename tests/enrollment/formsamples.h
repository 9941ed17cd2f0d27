#pragma once

#include "tests/support/places.h"

#include <QByteArray>
#include <QFile>
#include <QString>

namespace indraj::testing {

/// A file of resources/forms/; empty when it cannot be read, which every caller checks.
inline QByteArray readForm(const QString &name)
{
    QFile file(indraj::test::sourcePath("/resources/forms/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A small valid form with one field of each kind of reference.
inline QByteArray smallForm()
{
    return QByteArrayLiteral(R"({
  "id": "small", "version": 3, "title": {"en": "Small", "ur": "چھوٹا"},
  "sections": [
    {"key": "one", "title": {"en": "One", "ur": "ایک"}, "fields": [
      {"key": "name.en", "type": "text-en", "label": {"en": "Name", "ur": "نام"}, "pairedWith": "name.ur"},
      {"key": "name.ur", "type": "text-ur", "label": {"en": "Name", "ur": "نام"}, "maxLength": 40},
      {"key": "marital", "type": "choice", "label": {"en": "Status", "ur": "حیثیت"},
       "options": [{"code": "single", "label": {"en": "Single", "ur": "غیر شادی شدہ"}},
                   {"code": "married", "label": {"en": "Married", "ur": "شادی شدہ"}}]},
      {"key": "spouse", "type": "text-en", "label": {"en": "Spouse", "ur": "شریک حیات"},
       "requiredWhen": "marital=married", "required": false},
      {"key": "born", "type": "date", "label": {"en": "Born", "ur": "پیدائش"}, "minimumAge": 18}
    ]},
    {"key": "two", "title": {"en": "Two", "ur": "دو"}, "fields": [
      {"key": "province", "type": "province", "label": {"en": "Province", "ur": "صوبہ"}},
      {"key": "district", "type": "district", "label": {"en": "District", "ur": "ضلع"}, "dependsOn": "province"},
      {"key": "tehsil", "type": "tehsil", "label": {"en": "Tehsil", "ur": "تحصیل"}, "dependsOn": "district"},
      {"key": "other.province", "type": "province", "label": {"en": "Province", "ur": "صوبہ"},
       "sameAs": "province", "hint": {"en": "As above", "ur": "ایضاً"}}
    ]}
  ]
})");
}

} // namespace indraj::testing
