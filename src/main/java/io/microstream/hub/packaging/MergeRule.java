package io.microstream.hub.packaging;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What becomes of a file when its jar is merged with others. */
enum MergeRule {
    /** Says something about its own jar only: manifest, signatures, module, build. */
    DROPPED,
    /** Read from all jars of a class path. */
    JOINED,
    /** A licence or a notice. */
    RIGHTS,
    /** As on a class path. */
    FIRST;

    private static final List<String> READ_FROM_ALL =
            List.of("META-INF/services/", "META-INF/hk2-locator/", "META-INF/loggerinfo/", "META-INF/logmessages/");
    private static final List<String> ABOUT_ONE_JAR = List.of("META-INF/maven/", "META-INF/native-image/");
    private static final Pattern OF_ONE_JAR =
            Pattern.compile("META-INF/(MANIFEST\\.MF|INDEX\\.LIST|jpms\\.args|[^/]+\\.(SF|RSA|DSA|EC))");
    private static final Pattern ABOUT_RIGHTS =
            Pattern.compile("META-INF/([^/]*(license|notice|copying|third-party|attribution)[^/]*|al2\\.0|lgpl2\\.1)");

    static MergeRule of(String name) {
        if (OF_ONE_JAR.matcher(name).matches()
                || name.endsWith("module-info.class")
                || startsWithOne(ABOUT_ONE_JAR, name)) {
            return DROPPED;
        }
        if (startsWithOne(READ_FROM_ALL, name) || name.equals("jndi.properties")) {
            return JOINED;
        }
        boolean aboutRights = ABOUT_RIGHTS
                .matcher("META-INF/" + name.substring(name.indexOf('/') + 1).toLowerCase(Locale.ROOT))
                .matches();
        return name.startsWith("META-INF/") && aboutRights ? RIGHTS : FIRST;
    }

    private static boolean startsWithOne(List<String> prefixes, String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
