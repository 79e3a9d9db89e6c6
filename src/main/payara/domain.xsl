<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the executable jar sets of Payara Micro's domain.xml. The same can be said with options and pre-boot commands, but
  each of those is a command that the server has to set up and run at every start (1.4 CPU seconds in all).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
    <xsl:template match="@*|node()">
        <xsl:copy>
            <xsl:apply-templates select="@*|node()"/>
        </xsl:copy>
    </xsl:template>

    <!-- PORT and MICROSTREAM_HOST. -->
    <xsl:template match="network-listener[@name='http-listener']">
        <network-listener port="${{ENV=PORT:3000}}" address="${{ENV=MICROSTREAM_HOST:0.0.0.0}}">
            <xsl:apply-templates select="@*[name() != 'port' and name() != 'address']"/>
        </network-listener>
    </xsl:template>

    <!-- A poll and a post are a request each: a connection is not ended after 256 of them. -->
    <xsl:template match="protocol[@name='http-listener']/http">
        <http max-connections="-1">
            <xsl:apply-templates select="@*[name() != 'max-connections'] | node()"/>
        </http>
    </xsl:template>

    <!--
      The thread that has selected a request serves it, and another selects on: no hand-over for each poll and post. Long
      polling does a tenth more, at a tenth less CPU. A WebSocket of the frames lane is served by the thread that selects.
    -->
    <xsl:template match="transports/transport">
        <transport io-strategy="io.microstream.hub.launcher.SelectingThreadStrategy">
            <xsl:apply-templates select="@*[name() != 'io-strategy'] | node()"/>
        </transport>
    </xsl:template>

    <!-- As with the option noHazelcast: no cluster, and timers and sessions that live in this process. -->
    <xsl:template match="hazelcast-config-specific-configuration/@enabled">
        <xsl:attribute name="enabled">false</xsl:attribute>
    </xsl:template>
    <xsl:template match="ejb-timer-service/@ejb-timer-service">
        <xsl:attribute name="ejb-timer-service">Dummy</xsl:attribute>
    </xsl:template>
    <xsl:template match="availability-service">
        <availability-service availability-enabled="false">
            <web-container-availability availability-enabled="false" persistence-type="memory"/>
            <ejb-container-availability availability-enabled="false"/>
        </availability-service>
    </xsl:template>

    <!-- As with the option disablePhoneHome. -->
    <xsl:template match="phone-home-runtime-configuration">
        <phone-home-runtime-configuration enabled="false"/>
    </xsl:template>

    <!-- Nothing here has a data base: neither the pool of the built-in one nor its adapter. -->
    <xsl:template match="jdbc-resource | jdbc-connection-pool | resource-ref[@ref='jdbc/__default']"/>

    <!-- Security of SOAP messages. -->
    <xsl:template match="message-security-config"/>
</xsl:stylesheet>
