@echo off
rem The JBang wrapper of paas for Windows: runs JBang, whether it is installed or not.
rem Where JBang comes from, the first that works:
rem   1. a jbang on PATH;
rem   2. Maven Central through mvn, once, kept in %JBANG_DIR%\wrapper (JBANG_DIR is %USERPROFILE%\.jbang unless set);
rem   3. JBang's own installer, through PowerShell.
rem JAVA_HOME is set to the first JDK 25 or newer found; without one JBang downloads a JDK itself.
rem What this script says goes to stderr. Names of its variables begin with jbw_, as the program inherits them.
rem Limits that are cmd's and JBang's: an empty argument does not arrive, nor does a line break.

setlocal EnableExtensions DisableDelayedExpansion
set "jbw_version=0.132.1"
rem jbang-cli declares gson 2.10.1, with which a catalog over HTTP is not read.
set "jbw_gson=2.13.2"
rem SHA-256 of the two; Maven holds their dependencies against the checksums that stand beside them (-C).
set "jbw_sha256=3ad2a70d8c112a96a6916d5bbf3f5f46afaa688870bc154556fb2f064a5e920e"
set "jbw_gson_sha256=dd0ce1b55a3ed2080cb70f9c655850cda86c206862310009dcb5e5c95265a5e0"
set "jbw_oldest_jdk=25"
rem Copies of this file are known by these words.
set "jbw_mark=The JBang wrapper of paas for Windows"
set "jbw_home=%USERPROFILE%\.jbang"
if defined JBANG_DIR set "jbw_home=%JBANG_DIR%"
set "jbw_cache=%jbw_home%\wrapper\%jbw_version%"

call :find_jdk
if defined jbw_jdk set "JAVA_HOME=%jbw_jdk%"

rem ---- 1. an installed jbang (without call: its parsing would change carets and percent signs of the arguments)
call :find_installed
if not defined jbw_installed goto from_maven
set /a "JBANG_WRAPPER_DEPTH+=1"
"%jbw_installed%" %*
exit /b %ERRORLEVEL%

rem ---- 2. JBang from Maven Central
:from_maven
if not defined jbw_java goto from_installer
call :load_cache
if defined jbw_jars goto run
where mvn >nul 2>nul
if errorlevel 1 goto from_installer
call :fetch
if errorlevel 1 exit /b 1

rem For `run` JBang prints the command line to execute and exits with 255.
:run
set "JBANG_RUNTIME_SHELL=cmd"
set "JBANG_LAUNCH_CMD=%~f0"
set "JBANG_STDIN_NOTTY=true"
"%SystemRoot%\System32\timeout.exe" /t 0 >nul 2>nul && set "JBANG_STDIN_NOTTY=false"
set "jbw_options=-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1"
rem What the JVM itself has to say would go to standard output, and so into the command line.
if defined jbw_jdk set "jbw_options=%jbw_options% -XX:+DisplayVMOutputToStderr -Xlog:disable -Dstdout.encoding=UTF-8"
set "jbw_out=%TEMP%\jbang-wrapper-%RANDOM%%RANDOM%.out"
>"%jbw_out%" "%jbw_java%" %jbw_options% %JBANG_JAVA_OPTIONS% "-Duser.home=%USERPROFILE%" -classpath "%jbw_jars%\*" dev.jbang.Main %*
set "jbw_code=%ERRORLEVEL%"
if "%jbw_code%"=="255" goto execute
if exist "%jbw_out%" type "%jbw_out%"
del /f /q "%jbw_out%" >nul 2>nul
exit /b %jbw_code%

:execute
set "jbw_line="
set "jbw_code_page="
for /f "tokens=2 delims=:." %%C in ('chcp') do set "jbw_code_page=%%C"
if defined jbw_code_page chcp 65001 >nul
for /f "usebackq delims=" %%L in ("%jbw_out%") do if not defined jbw_line set "jbw_line=%%L"
if defined jbw_code_page chcp %jbw_code_page% >nul
del /f /q "%jbw_out%" >nul 2>nul
if not defined jbw_line exit /b 0
%jbw_line%
exit /b %ERRORLEVEL%

rem ---- 3. the official installer: it puts JBang below jbw_home, which then gets the arguments untouched
:from_installer
if exist "%jbw_home%\bin\jbang.cmd" goto run_own
where powershell >nul 2>nul
if errorlevel 1 goto nothing_found
>&2 echo [jbang wrapper] fetching JBang with its installer
powershell -NoProfile -ExecutionPolicy Bypass -Command "& ([scriptblock]::Create((iwr -useb https://ps.jbang.dev).ToString())) version" 1>&2 <nul
if not exist "%jbw_home%\bin\jbang.cmd" goto installer_failed

:run_own
"%jbw_home%\bin\jbang.cmd" %*
exit /b %ERRORLEVEL%

:installer_failed
>&2 echo [jbang wrapper] error: could not fetch JBang with its installer
>&2 echo [jbang wrapper] hint: check the network and run this again, or install JBang or Maven
exit /b 1

:nothing_found
>&2 echo [jbang wrapper] error: found neither jbang, nor mvn with a JDK, nor PowerShell
>&2 echo [jbang wrapper] hint: install a JDK 25 and Maven, or JBang (https://www.jbang.dev/download), and run this again
exit /b 127

rem ---- the JDK: jbw_jdk is the first new enough, jbw_java the java.exe that runs JBang
:find_jdk
set "jbw_jdk="
set "jbw_java="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
for /f "delims=" %%P in ('where java 2^>nul') do call :try_jdk "%%~dpP.."
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*") do call :try_jdk "%%~D"
if defined jbw_jdk set "jbw_java=%jbw_jdk%\bin\java.exe"
exit /b 0

:try_jdk
if defined jbw_jdk exit /b 0
if not exist "%~f1\bin\java.exe" exit /b 0
if not defined jbw_java set "jbw_java=%~f1\bin\java.exe"
if not exist "%~f1\bin\javac.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
set "jbw_major=0"
for /f "usebackq tokens=1,2 delims==" %%K in ("%~f1\release") do if "%%K"=="JAVA_VERSION" for /f "tokens=1 delims=.-+_" %%M in ("%%~L") do set "jbw_major=%%M"
if %jbw_major% geq %jbw_oldest_jdk% set "jbw_jdk=%~f1"
exit /b 0

rem jbw_installed is the first jbang on PATH that is not this wrapper. One that leads back here is left out.
:find_installed
set "jbw_installed="
if not defined JBANG_WRAPPER_DEPTH set "JBANG_WRAPPER_DEPTH=0"
for /f "delims=" %%P in ('where $PATH:jbang.* 2^>nul') do call :try_installed "%%P"
if not defined jbw_installed exit /b 0
if %JBANG_WRAPPER_DEPTH% lss 8 exit /b 0
>&2 echo [jbang wrapper] "%jbw_installed%" leads back to this wrapper: leaving it out
set "jbw_installed="
exit /b 0

:try_installed
if defined jbw_installed exit /b 0
if /i "%~x1"==".exe" goto is_installed
if /i not "%~x1"==".cmd" if /i not "%~x1"==".bat" exit /b 0
findstr /l /c:"%jbw_mark%" "%~1" >nul 2>nul && exit /b 0
:is_installed
set "jbw_installed=%~1"
exit /b 0

rem jbw_jars is the folder of the jars when the cache is complete: `current` names the folder and how many it holds.
:load_cache
set "jbw_jars="
set "jbw_name="
set "jbw_number="
set "jbw_count=0"
if not exist "%jbw_cache%\current" exit /b 0
for /f "usebackq tokens=1,2" %%A in ("%jbw_cache%\current") do (
    set "jbw_name=%%A"
    set "jbw_number=%%B"
)
if not defined jbw_name exit /b 0
if not defined jbw_number exit /b 0
if not exist "%jbw_cache%\%jbw_name%\jbang-cli-%jbw_version%.jar" exit /b 0
for %%F in ("%jbw_cache%\%jbw_name%\*.jar") do if %%~zF gtr 0 set /a "jbw_count+=1"
if "%jbw_count%"=="%jbw_number%" set "jbw_jars=%jbw_cache%\%jbw_name%"
exit /b 0

rem Every run fetches into a folder of its own and then replaces `current`: of several at the same time the last one stays.
:fetch
set "jbw_id=%RANDOM%%RANDOM%"
set "jbw_work=%jbw_cache%\tmp.%jbw_id%"
mkdir "%jbw_work%" 2>nul
if errorlevel 1 goto cache_failed
>&2 echo [jbang wrapper] fetching JBang %jbw_version% with Maven, once
set "jbw_pom=%jbw_work%\pom.xml"
>>"%jbw_pom%" echo ^<project xmlns="http://maven.apache.org/POM/4.0.0"^>
>>"%jbw_pom%" echo ^<modelVersion^>4.0.0^</modelVersion^>^<groupId^>paas^</groupId^>^<artifactId^>jbang-wrapper^</artifactId^>^<version^>1^</version^>
>>"%jbw_pom%" echo ^<packaging^>pom^</packaging^>
>>"%jbw_pom%" echo ^<dependencies^>
>>"%jbw_pom%" echo ^<dependency^>^<groupId^>dev.jbang^</groupId^>^<artifactId^>jbang-cli^</artifactId^>^<version^>%jbw_version%^</version^>^</dependency^>
>>"%jbw_pom%" echo ^<dependency^>^<groupId^>com.google.code.gson^</groupId^>^<artifactId^>gson^</artifactId^>^<version^>%jbw_gson%^</version^>^</dependency^>
>>"%jbw_pom%" echo ^</dependencies^>
>>"%jbw_pom%" echo ^</project^>
call mvn -q -B -C -f "%jbw_pom%" "-Duser.home=%USERPROFILE%" -DincludeScope=runtime "-DoutputDirectory=%jbw_work%" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies >"%jbw_work%\log" 2>&1 <nul
if errorlevel 1 goto maven_failed
if not exist "%jbw_work%\jbang-cli-%jbw_version%.jar" goto maven_failed
if not exist "%jbw_work%\gson-%jbw_gson%.jar" goto maven_failed
"%SystemRoot%\System32\certutil.exe" -hashfile "%jbw_work%\jbang-cli-%jbw_version%.jar" SHA256 | findstr /i /c:"%jbw_sha256%" >nul
if errorlevel 1 goto not_pinned
"%SystemRoot%\System32\certutil.exe" -hashfile "%jbw_work%\gson-%jbw_gson%.jar" SHA256 | findstr /i /c:"%jbw_gson_sha256%" >nul
if errorlevel 1 goto not_pinned
del /f /q "%jbw_pom%" "%jbw_work%\log" >nul 2>nul
set "jbw_count=0"
for %%F in ("%jbw_work%\*.jar") do set /a "jbw_count+=1"
move "%jbw_work%" "%jbw_cache%\jars.%jbw_id%" >nul
if errorlevel 1 goto cache_failed
>"%jbw_cache%\new.%jbw_id%" echo jars.%jbw_id% %jbw_count%
move /y "%jbw_cache%\new.%jbw_id%" "%jbw_cache%\current" >nul
if errorlevel 1 goto cache_failed
call :load_cache
if not defined jbw_jars goto cache_failed
exit /b 0

:maven_failed
findstr /b /l /c:"[ERROR]" "%jbw_work%\log" 1>&2
rmdir /s /q "%jbw_work%" >nul 2>nul
>&2 echo [jbang wrapper] error: Maven could not fetch JBang %jbw_version%
>&2 echo [jbang wrapper] hint: check the network and the settings of mvn and run this again, or install JBang so that jbang is on PATH
exit /b 1

:not_pinned
rmdir /s /q "%jbw_work%" >nul 2>nul
>&2 echo [jbang wrapper] error: what Maven brought is not the JBang that this wrapper knows (its SHA-256 is another)
>&2 echo [jbang wrapper] hint: see where Maven takes it from (its settings, its repository), remove it there and run this again
exit /b 1

:cache_failed
rmdir /s /q "%jbw_work%" >nul 2>nul
>&2 echo [jbang wrapper] error: cannot write to "%jbw_cache%"
>&2 echo [jbang wrapper] hint: make it writable and see that the disk has room, or set JBANG_DIR to another folder
exit /b 1
