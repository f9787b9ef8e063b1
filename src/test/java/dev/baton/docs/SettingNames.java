package dev.baton.docs;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names under which the components of a properties record are set. */
final class SettingNames {

    private SettingNames() {}

    static List<String> of(Class<?> properties, String prefix) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : properties.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                names.addAll(of(component.getType(), name));
            } else if (Map.class.isAssignableFrom(component.getType())) {
                names.add(name + ".<name>");
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
