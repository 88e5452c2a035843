package lib.sandbox.builds;

/** What the tools of a build print, in the form of {@link BuildLog#play}. */
final class Scripts {

    private static final String NODE = """
        0.2|╔════════ Nixpacks v1.41.0 ════════╗
        0.0|║ setup      │ nodejs_22, npm-10_x   ║
        0.0|║ install    │ {install}
        0.0|║ build      │ {build}
        0.0|║ start      │ {start}
        0.0|╚══════════════════════════════════╝
        0.4|#8 [stage-0  6/10] RUN {install}
        1.2|#8 2.114 npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.
        1.0|#8 5.930 added 412 packages, and audited 413 packages in 5s
        0.0|#8 5.931 found 0 vulnerabilities
        0.1|#8 DONE 6.4s
        0.2|#9 [stage-0  8/10] RUN {build}
        0.5|#9 0.688 > {name}@1.4.2 build
        0.1|#9 0.689 > vite build
        """;
    private static final String NODE_DONE = """
        1.0|#9 2.207 ✓ 184 modules transformed.
        0.2|#9 2.431 dist/index.html                   0.62 kB │ gzip:  0.36 kB
        0.0|#9 2.431 dist/assets/index-4f9c1d2e.js   214.87 kB │ gzip: 69.12 kB
        0.1|#9 2.433 ✓ built in 1.61s
        0.1|#9 DONE 2.8s
        """;
    private static final String NODE_ERROR = """
        0.6|#9 1.902 src/main.ts:14:7 - error TS2322: Type 'string' is not assignable to type 'number'.
        0.0|#9 1.902 14 const limit: number = process.env.LIMIT;
        0.1|#9 1.940 Found 1 error in src/main.ts:14
        0.1|#9 ERROR: process "/bin/bash -ol pipefail -c {build}" did not complete successfully: exit code: 2
        """;

    private static final String JAVA = """
        0.2|╔════════ Nixpacks v1.41.0 ════════╗
        0.0|║ setup      │ jdk21, maven          ║
        0.0|║ build      │ {build}
        0.0|║ start      │ {start}
        0.0|╚══════════════════════════════════╝
        0.4|#8 [stage-0  6/8] RUN {build}
        1.0|#8 1.730 [INFO] Scanning for projects...
        0.4|#8 2.114 [INFO] ------------------< com.example:{name} >------------------
        0.0|#8 2.114 [INFO] Building {name} 1.4.2
        0.9|#8 4.905 [INFO] --- compiler:3.14.0:compile (default-compile) @ {name} ---
        0.1|#8 4.951 [INFO] Compiling 47 source files with javac [debug parameters release 21] to target/classes
        """;
    private static final String JAVA_DONE = """
        1.2|#8 8.310 [INFO] --- jar:3.4.2:jar (default-jar) @ {name} ---
        0.3|#8 8.702 [INFO] Building jar: /app/target/{name}-1.4.2.jar
        0.2|#8 8.911 [INFO] BUILD SUCCESS
        0.0|#8 8.912 [INFO] Total time:  7.204 s
        0.1|#8 DONE 9.3s
        """;
    private static final String JAVA_ERROR = """
        0.7|#8 6.102 [ERROR] COMPILATION ERROR :
        0.0|#8 6.102 [ERROR] /app/src/main/java/com/example/Orders.java:[31,24] cannot find symbol
        0.0|#8 6.102 [ERROR]   symbol:   method total()
        0.1|#8 6.140 [INFO] BUILD FAILURE
        0.1|#8 ERROR: process "/bin/bash -ol pipefail -c {build}" did not complete successfully: exit code: 1
        """;

    private static final String PYTHON = """
        0.2|╔════════ Nixpacks v1.41.0 ════════╗
        0.0|║ setup      │ python3, gcc          ║
        0.0|║ install    │ {install}
        0.0|║ start      │ {start}
        0.0|╚══════════════════════════════════╝
        0.4|#8 [stage-0  6/8] RUN {install}
        0.9|#8 2.450 Collecting gunicorn==23.0.0 (from -r requirements.txt (line 1))
        0.3|#8 2.671   Downloading gunicorn-23.0.0-py3-none-any.whl (85 kB)
        """;
    private static final String PYTHON_DONE = """
        0.8|#8 4.004 Installing collected packages: packaging, gunicorn, click, werkzeug
        0.9|#8 6.118 Successfully installed click-8.2.1 gunicorn-23.0.0 packaging-25.0 werkzeug-3.1.3
        0.1|#8 DONE 6.5s
        """;
    private static final String PYTHON_ERROR = """
        0.7|#8 3.120 ERROR: Could not find a version that satisfies the requirement werkzueg==3.1.3 (from versions: none)
        0.1|#8 3.121 ERROR: No matching distribution found for werkzueg==3.1.3
        0.1|#8 ERROR: process "/bin/bash -ol pipefail -c {install}" did not complete successfully: exit code: 1
        """;

    private static final String DOCKERFILE = """
        0.2|#1 [internal] load build definition from {dockerfile}
        0.1|#1 transferring dockerfile: 612B done
        0.4|#2 [internal] load metadata for {base}
        0.3|#5 [1/4] FROM {base}
        0.2|#6 [2/4] WORKDIR /app
        0.3|#7 [3/4] COPY . .
        0.6|#8 [4/4] RUN {step}
        """;
    private static final String DOCKERFILE_DONE = """
        2.6|#8 DONE 14.2s
        """;
    private static final String DOCKERFILE_ERROR = """
        1.2|#8 3.207 make: *** [build] Error 2
        0.1|#8 ERROR: process "/bin/sh -c {step}" did not complete successfully: exit code: 2
        """;

    static final String EXPORT = """
        0.2|#10 exporting to image
        0.5|#10 writing image {image} done
        """;
    static final String PULL = """
        0.3|Pulling {ref}
        0.5|{tag}: Pulling from {repository}
        0.6|Digest: sha256:{digest}
        0.1|Status: Downloaded newer image for {ref}
        """;

    private Scripts() {
    }

    /** The build up to the point where it is known whether it goes well. */
    static String build(Stack stack, boolean dockerfile) {
        return dockerfile ? DOCKERFILE : switch (stack) {
            case NODE -> NODE;
            case JAVA -> JAVA;
            case PYTHON -> PYTHON;
        };
    }

    /** The rest of the build. */
    static String rest(Stack stack, boolean dockerfile, boolean fails) {
        if (dockerfile) {
            return fails ? DOCKERFILE_ERROR : DOCKERFILE_DONE;
        }
        return switch (stack) {
            case NODE -> fails ? NODE_ERROR : NODE_DONE;
            case JAVA -> fails ? JAVA_ERROR : JAVA_DONE;
            case PYTHON -> fails ? PYTHON_ERROR : PYTHON_DONE;
        };
    }

    /** What a container of this kind says when it comes up. */
    static String startUp(Stack stack) {
        return switch (stack) {
            case NODE -> """
                0.4|> {name}@1.4.2 start
                0.3|Server listening on http://0.0.0.0:{port}
                """;
            case JAVA -> """
                0.5|Starting {name} v1.4.2 using Java 21.0.8 with PID 1
                0.9|Tomcat initialized with port {port} (http)
                0.6|Started {name} in 2.31 seconds (process running for 2.77)
                """;
            case PYTHON -> """
                0.4|[INFO] Starting gunicorn 23.0.0
                0.1|[INFO] Listening at: http://0.0.0.0:{port} (1)
                0.2|[INFO] Booting worker with pid: 7
                """;
        };
    }

    /** What a container of this kind says when it dies at its start. */
    static String crash(Stack stack) {
        return switch (stack) {
            case NODE -> """
                0.4|Error: Cannot find module '/app/dist/server.js'
                0.0|    at Module._resolveFilename (node:internal/modules/cjs/loader:1401:15)
                """;
            case JAVA -> """
                0.5|Error: Unable to access jarfile /app/target/app.jar
                """;
            case PYTHON -> """
                0.4|ModuleNotFoundError: No module named 'app.wsgi'
                """;
        };
    }
}
