#include "enrollment/formspec.h"

#include "enrollment/jsonreader.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

namespace {

constexpr int maximumSections = 40;
constexpr int maximumFields = 100;
constexpr int maximumOptions = 400;
constexpr int longestValue = 500;
constexpr int oldestMinimumAge = 120;

struct TypeName {
    QLatin1StringView code;
    FieldType type;
};

constexpr std::array typeNames{
    TypeName{"text-en"_L1, FieldType::TextEnglish},
    TypeName{"text-ur"_L1, FieldType::TextUrdu},
    TypeName{"address-en"_L1, FieldType::AddressEnglish},
    TypeName{"address-ur"_L1, FieldType::AddressUrdu},
    TypeName{"cnic"_L1, FieldType::Cnic},
    TypeName{"mobile"_L1, FieldType::Mobile},
    TypeName{"date"_L1, FieldType::Date},
    TypeName{"choice"_L1, FieldType::Choice},
    TypeName{"province"_L1, FieldType::Province},
    TypeName{"district"_L1, FieldType::District},
    TypeName{"tehsil"_L1, FieldType::Tehsil},
};

FieldType readType(JsonReader &reader, const QJsonObject &object, const QString &where)
{
    const QString code = reader.text(object, where, "type"_L1);
    const auto *found = std::find_if(typeNames.begin(), typeNames.end(),
                                     [&code](const TypeName &name) { return name.code == code; });
    if (found != typeNames.end())
        return found->type;
    reader.fail(FormFault::UnknownType, JsonReader::path(where, "type"_L1),
                u"\"%1\" is not a field type"_s.arg(code.left(64)));
    return FieldType::TextEnglish;
}

QList<ChoiceOption> readOptions(JsonReader &reader, const QJsonObject &object, const QString &where)
{
    QList<ChoiceOption> options;
    QSet<QString> seen;
    reader.objects(object, where, "options"_L1, maximumOptions,
                   [&](const QJsonObject &option, const QString &here) {
                       reader.onlyKeys(option, here, {"code"_L1, "label"_L1});
                       const QString code = reader.uniqueCode(option, here, "code"_L1, seen);
                       options.append({code, reader.bilingual(option, here, "label"_L1)});
                   });
    return options;
}

// A key that only some types know is an error on the others: it would be without effect.
void refuseForeignKeys(JsonReader &reader, const QJsonObject &object, const QString &where,
                       const FieldSpec &field)
{
    const auto refuse = [&](QLatin1StringView key, bool belongs) {
        if (!belongs && object.contains(key))
            reader.fail(FormFault::BadValue, JsonReader::path(where, key),
                        u"has no meaning for this field type"_s);
    };
    const bool hasParent = field.type == FieldType::District || field.type == FieldType::Tehsil;
    refuse("options"_L1, field.type == FieldType::Choice);
    refuse("minimumAge"_L1, field.type == FieldType::Date);
    refuse("dependsOn"_L1, hasParent);
}

FieldSpec readField(JsonReader &reader, const QJsonObject &object, const QString &where, QSet<QString> &seen)
{
    reader.onlyKeys(object, where,
                    {"key"_L1, "type"_L1, "label"_L1, "hint"_L1, "required"_L1, "maxLength"_L1,
                     "minimumAge"_L1, "pairedWith"_L1, "dependsOn"_L1, "requiredWhen"_L1, "sameAs"_L1,
                     "options"_L1});
    FieldSpec field;
    field.key = reader.uniqueCode(object, where, "key"_L1, seen);
    field.type = readType(reader, object, where);
    field.label = reader.bilingual(object, where, "label"_L1);
    if (object.contains("hint"_L1))
        field.hint = reader.bilingual(object, where, "hint"_L1);
    field.required = reader.boolean(object, where, "required"_L1, true);
    if (object.contains("maxLength"_L1))
        field.maxLength = reader.integer(object, where, "maxLength"_L1, 1, longestValue);
    refuseForeignKeys(reader, object, where, field);
    if (object.contains("minimumAge"_L1))
        field.minimumAge = reader.integer(object, where, "minimumAge"_L1, 0, oldestMinimumAge);
    field.pairedWith = reader.optionalText(object, where, "pairedWith"_L1);
    field.requiredWhen = reader.optionalText(object, where, "requiredWhen"_L1);
    field.sameAs = reader.optionalText(object, where, "sameAs"_L1);
    if (field.type == FieldType::District || field.type == FieldType::Tehsil)
        field.dependsOn = reader.text(object, where, "dependsOn"_L1);
    if (field.type == FieldType::Choice)
        field.options = readOptions(reader, object, where);
    return field;
}

// References can point forward, so they are checked once every field is known.
class ReferenceCheck {
public:
    ReferenceCheck(JsonReader &reader, const FormSpec &form)
        : m_reader(reader)
        , m_form(form)
    {
    }

    void checkAll()
    {
        for (qsizetype s = 0; s < m_form.sections.size(); ++s) {
            const QList<FieldSpec> &fields = m_form.sections.at(s).fields;
            for (qsizetype f = 0; f < fields.size(); ++f)
                checkField(fields.at(f), u"sections[%1].fields[%2]"_s.arg(s).arg(f));
        }
        if (!m_form.renews.isEmpty())
            checkRenewed();
    }

private:
    // The field a reference names; fails on an unknown one and on the field itself.
    const FieldSpec *target(const FieldSpec &field, const QString &key, const QString &where)
    {
        const FieldSpec *found = m_form.field(key);
        if (found && found->key != field.key)
            return found;
        m_reader.fail(FormFault::UnknownReference, where,
                      found ? u"a field cannot refer to itself"_s
                            : u"there is no field \"%1\""_s.arg(key.left(64)));
        return nullptr;
    }

    void checkField(const FieldSpec &field, const QString &where)
    {
        if (!field.pairedWith.isEmpty())
            checkPair(field, where + u".pairedWith"_s);
        if (!field.dependsOn.isEmpty())
            checkParent(field, where + u".dependsOn"_s);
        if (!field.requiredWhen.isEmpty())
            checkCondition(field, where + u".requiredWhen"_s);
        if (!field.sameAs.isEmpty())
            checkSource(field, where + u".sameAs"_s);
    }

    // A card is renewed by its number: without one nobody would know which.
    void checkRenewed()
    {
        const FieldSpec *number = m_form.field(m_form.renews);
        if (!number)
            m_reader.fail(FormFault::UnknownReference, u"renews"_s,
                          u"there is no field \"%1\""_s.arg(m_form.renews.left(64)));
        else if (number->type != FieldType::Cnic || !number->required || !number->requiredWhen.isEmpty())
            m_reader.fail(FormFault::BadValue, u"renews"_s,
                          u"is not a card number that is always required"_s);
    }

    void checkPair(const FieldSpec &field, const QString &where)
    {
        const FieldSpec *other = target(field, field.pairedWith, where);
        const auto isPair = [&](FieldType english, FieldType urdu) {
            return (field.type == english && other->type == urdu)
                || (field.type == urdu && other->type == english);
        };
        if (other && !isPair(FieldType::TextEnglish, FieldType::TextUrdu)
            && !isPair(FieldType::AddressEnglish, FieldType::AddressUrdu))
            m_reader.fail(FormFault::BadValue, where, u"is not the same value in the other script"_s);
    }

    void checkParent(const FieldSpec &field, const QString &where)
    {
        const FieldSpec *parent = target(field, field.dependsOn, where);
        const FieldType wanted
            = field.type == FieldType::District ? FieldType::Province : FieldType::District;
        if (parent && parent->type != wanted)
            m_reader.fail(FormFault::BadValue, where,
                          wanted == FieldType::Province ? u"is not a province field"_s
                                                        : u"is not a district field"_s);
    }

    void checkCondition(const FieldSpec &field, const QString &where)
    {
        const qsizetype equals = field.requiredWhen.indexOf(u'=');
        if (equals <= 0 || equals + 1 == field.requiredWhen.size()) {
            m_reader.fail(FormFault::BadValue, where, u"is not of the form key=code"_s);
            return;
        }
        const FieldSpec *other = target(field, field.requiredWhen.left(equals), where);
        if (!other)
            return;
        const QString code = field.requiredWhen.mid(equals + 1);
        const bool known = std::any_of(other->options.cbegin(), other->options.cend(),
                                       [&code](const ChoiceOption &option) { return option.code == code; });
        if (!known)
            m_reader.fail(FormFault::UnknownReference, where,
                          u"\"%1\" is not an option of \"%2\""_s.arg(code.left(64), other->key));
    }

    void checkSource(const FieldSpec &field, const QString &where)
    {
        const FieldSpec *source = target(field, field.sameAs, where);
        if (source && source->type != field.type)
            m_reader.fail(FormFault::BadValue, where, u"is a field of another type"_s);
        else if (source && !source->sameAs.isEmpty())
            m_reader.fail(FormFault::BadValue, where, u"is itself a copy of another field"_s);
    }

    JsonReader &m_reader;
    const FormSpec &m_form;
};

} // namespace

const FieldSpec *FormSpec::field(QStringView key) const
{
    for (const SectionSpec &section : sections) {
        const auto found = std::find_if(section.fields.cbegin(), section.fields.cend(),
                                        [key](const FieldSpec &each) { return each.key == key; });
        if (found != section.fields.cend())
            return &*found;
    }
    return nullptr;
}

QList<const FieldSpec *> FormSpec::allFields() const
{
    QList<const FieldSpec *> all;
    for (const SectionSpec &section : sections) {
        for (const FieldSpec &each : section.fields)
            all.append(&each);
    }
    return all;
}

tl::expected<FormSpec, FormError> parseFormSpec(const QByteArray &json)
{
    JsonReader reader;
    FormSpec form;
    QSet<QString> formIds;
    QSet<QString> sectionKeys;
    QSet<QString> fieldKeys;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"id"_L1, "version"_L1, "title"_L1, "renews"_L1, "sections"_L1});
    form.id = reader.uniqueCode(root, {}, "id"_L1, formIds);
    form.version = reader.integer(root, {}, "version"_L1, 1, 1'000'000);
    form.title = reader.bilingual(root, {}, "title"_L1);
    form.renews = reader.optionalText(root, {}, "renews"_L1);
    reader.objects(root, {}, "sections"_L1, maximumSections,
                   [&](const QJsonObject &object, const QString &where) {
                       reader.onlyKeys(object, where, {"key"_L1, "title"_L1, "fields"_L1});
                       SectionSpec section;
                       section.key = reader.uniqueCode(object, where, "key"_L1, sectionKeys);
                       section.title = reader.bilingual(object, where, "title"_L1);
                       reader.objects(object, where, "fields"_L1, maximumFields,
                                      [&](const QJsonObject &field, const QString &here) {
                                          section.fields.append(readField(reader, field, here, fieldKeys));
                                      });
                       form.sections.append(section);
                   });
    if (reader.ok())
        ReferenceCheck(reader, form).checkAll();
    if (!reader.ok())
        return tl::unexpected(*reader.error());
    return form;
}

} // namespace indraj
